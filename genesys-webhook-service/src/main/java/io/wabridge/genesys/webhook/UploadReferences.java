package io.wabridge.genesys.webhook;

import io.wabridge.kit.client.Desk;
import io.wabridge.kit.store.Uploads;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Checks the upload that a message names, and completes the message by the upload's type. */
@Component
class UploadReferences {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String MIME_TYPE = "mimeType";

  private final Uploads uploads;

  UploadReferences(Uploads uploads) {
    this.uploads = uploads;
  }

  /**
   * The message as the connector gets it; what else is wrong with it, the connector says.
   *
   * @throws ApiProblem the desk has no such upload, or not any more
   */
  byte[] complete(Desk desk, byte[] message) {
    if (!(tree(message) instanceof ObjectNode root)
        || !(root.path("media") instanceof ObjectNode media)
        || !media.path("uploadId").isString()) {
      return message;
    }
    var upload = find(desk, media.path("uploadId").stringValue());
    if (!media.has(MIME_TYPE)) {
      media.put(MIME_TYPE, upload.mimeType());
    }
    return JSON.writeValueAsBytes(root);
  }

  private Uploads.Upload find(Desk desk, String id) {
    try {
      return uploads
          .find(desk.tenant(), desk.id(), id)
          .orElseThrow(() ->
              ApiProblem.invalid(
                  "media.uploadId",
                  "names no upload of this desk, or one that is older than 24 hours"));
    } catch (IOException e) {
      throw ApiProblem.retryable(
          HttpStatus.SERVICE_UNAVAILABLE, "STORE_UNAVAILABLE", "The file store does not answer.");
    }
  }

  private static Object tree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return body;
    }
  }
}
