package io.wabridge.connectors.meta;

import io.wabridge.connectors.OutboundBody;
import io.wabridge.model.connector.Context;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The calls of one carrier about templates. */
public interface MetaTemplateCarrier {

  /**
   * Calls the account's {@code message_templates}.
   *
   * @param query begins with {@code ?}; empty: none
   */
  MetaReply templates(String method, String query, @Nullable ObjectNode json, Context context)
      throws IOException;

  /** Posts to the template itself; null: the carrier has no such call. */
  @Nullable MetaReply template(String id, ObjectNode json, Context context) throws IOException;

  /** Begins the upload of a sample; null: the carrier has no such call. */
  @Nullable MetaReply beginSample(String name, long bytes, String mimeType, Context context)
      throws IOException;

  /** Sends the file of a sample. */
  MetaReply sendSample(String upload, OutboundBody file, Context context) throws IOException;
}
