package io.wabridge.connectors.desk.chatwoot;

import io.wabridge.connectors.OutboundBody;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A message to be posted: its fields, and its file if it has one. */
record ChatwootPost(
    ObjectNode fields, Content.@Nullable Media media, MediaRef.@Nullable Stored stored) {

  boolean hasFile() {
    return stored != null;
  }

  /** A form with the file, otherwise JSON. */
  OutboundBody body(MediaBytes files) {
    return media == null || stored == null
        ? OutboundBody.json(OutsideJson.write(fields))
        : new ChatwootUpload(fields, media, stored, files);
  }
}
