package io.wabridge.connectors.meta;

import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Content;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.MediaUnavailable;
import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/** The calls of one carrier; the messages are the same for all carriers. */
public interface MetaCarrier {

  /** Posts to the endpoint's {@code messages}: a message, or a read mark. */
  MetaReply send(Operation operation, ObjectNode json, Context context) throws IOException;

  /** Uploads a file; the reply's {@code id} is the carrier's id of it. */
  MetaReply upload(Content.Media file, MediaRef.Stored stored, Context context) throws IOException;

  /**
   * Opens a file that a person sent.
   *
   * @throws MediaUnavailable it cannot be fetched
   * @throws IOException a later try may succeed
   */
  MediaBytes.Opened open(MediaRef.Remote file, Context context)
      throws MediaUnavailable, IOException;
}
