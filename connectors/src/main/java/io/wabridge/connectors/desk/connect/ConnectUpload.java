package io.wabridge.connectors.desk.connect;

import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.text;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Filenames;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.StoredBody;
import io.wabridge.connectors.aws.AwsReply;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.MediaBytes;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Uploads a file to a chat: announce, put the bytes with exactly the headers of the answer,
 * complete.
 */
final class ConnectUpload {

  /** The client sets them from the body itself. */
  private static final Set<String> OF_CLIENT = Set.of("content-length", "host");

  private final ConnectApi api;

  ConnectUpload(ConnectApi api) {
    this.api = api;
  }

  /**
   * Uploads the file.
   *
   * @return the id of the attachment; empty if the instance does not accept the file
   * @throws ConnectRefused a later try may succeed
   */
  Optional<String> upload(
      ConnectPost.File file, String clientToken, ConnectChat chat, MediaBytes files)
      throws IOException, ConnectGone, ConnectRefused {
    var begun =
        chat.post(
            Operation.UPLOAD, "start-attachment-upload", ConnectEncoder.upload(file, clientToken));
    if (notAccepted(begun)) {
      return Optional.empty();
    }
    var id = id(begun.json(), "AttachmentId", "");
    var url = uri(word(begun.json().path("UploadMetadata"), "Url", ""));
    if (!begun.success()) {
      throw new ConnectRefused(begun);
    }
    if (id.isEmpty() || url.isEmpty()) {
      return Optional.empty();
    }
    var put = put(url.get(), begun.json().path("UploadMetadata"), file, files);
    if (notAccepted(put)) {
      return Optional.empty();
    }
    if (!put.success()) {
      throw new ConnectRefused(put);
    }
    var json = OutsideJson.object();
    json.putArray("AttachmentIds").add(id);
    json.put("ClientToken", clientToken + "-done");
    var completed = chat.post(Operation.UPLOAD, "complete-attachment-upload", json);
    if (notAccepted(completed)) {
      return Optional.empty();
    }
    if (!completed.success()) {
      throw new ConnectRefused(completed);
    }
    return Optional.of(id);
  }

  /** A type, a size or a number of files that this instance does not permit. */
  private static boolean notAccepted(AwsReply reply) {
    return reply.status() == 400
        || reply.status() == 402
        || reply.status() == 404
        || reply.status() == 413;
  }

  private static Optional<URI> uri(String url) {
    try {
      return url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** An address that has expired is answered 403; the next try gets another one. */
  private AwsReply put(URI url, JsonNode metadata, ConnectPost.File file, MediaBytes files)
      throws IOException {
    var request =
        OutboundRequest.of(
                "PUT",
                url,
                new StoredBody(Filenames.bareType(file.media().mimeType()), file.stored(), files))
            .by(ConnectApi.KIND, Operation.UPLOAD);
    for (var header : metadata.path("HeadersToInclude").properties()) {
      var value = text(header.getValue());
      if (value != null
          && header.getKey().matches("[A-Za-z0-9-]{1,100}")
          && value.chars().noneMatch(Character::isISOControl)
          && !OF_CLIENT.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        request = request.header(header.getKey(), value);
      }
    }
    var reply = api.read(request);
    return reply.status() == 403
        ? new AwsReply(503, reply.body(), reply.errorType(), reply.retryAfter())
        : reply;
  }
}
