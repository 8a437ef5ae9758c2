package io.wabridge.connectors.channel.aws;

import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.AddressRefused;
import io.wabridge.connectors.Filenames;
import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.StoredBody;
import io.wabridge.connectors.aws.AwsBody;
import io.wabridge.connectors.aws.AwsReply;
import io.wabridge.connectors.meta.MetaMedia;
import io.wabridge.connectors.meta.MetaReply;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Content;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.MediaUnavailable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Files travel through a bucket. AWS gets an address that is valid for minutes, and so needs no
 * permission for the bucket; the object is deleted when it has served.
 */
final class AwsMedia {

  /** What a rule of the bucket may delete after a day, if a process was killed in between. */
  private static final String FOLDER = "wabridge/";

  /** For a look whether the bucket can be used. */
  static final AwsBody EMPTY = new AwsBody("application/octet-stream", new byte[0]);

  private static final Duration VALID = Duration.ofMinutes(20);
  private static final String CONTENT_TYPE = "Content-Type";

  private final AwsApi api;

  AwsMedia(AwsApi api) {
    this.api = api;
  }

  MetaReply upload(Content.Media file, MediaRef.Stored stored, Context context) throws IOException {
    var settings = AwsSettings.of(context.settings());
    var object = settings.object(FOLDER + UUID.randomUUID());
    var mimeType = Filenames.bareType(file.mimeType());
    var put =
        OutboundRequest.of(
                "PUT",
                presigned("PUT", object, settings),
                new StoredBody(mimeType, stored, context.media()))
            .by(AwsApi.KIND, Operation.UPLOAD);
    var written = api.aws().read(put);
    if (!written.success()) {
      return AwsErrors.refused(written);
    }
    try {
      var body = number(settings);
      address(body.putObject("sourceS3PresignedUrl"), "GET", object, mimeType, settings);
      var reply = api.call(Operation.UPLOAD, "POST", "/v1/whatsapp/media", body, settings);
      return AwsErrors.reply(reply, OutsideJson.object().put("id", word(reply.json(), "mediaId")));
    } finally {
      delete(object, settings);
    }
  }

  /**
   * A large file may take longer than AWS's answer is waited for: the object of a file has a fixed
   * name, and the next try finds it.
   */
  MediaBytes.Opened open(MediaRef.Remote file, AwsSettings settings)
      throws MediaUnavailable, IOException {
    var id = MetaMedia.id(file);
    var object = settings.object(FOLDER + settings.originationPhoneNumberId() + "/" + id);
    try {
      var there = api.aws().fetch(presigned("GET", object, settings));
      if (there.success()) {
        return opened(there, null, object, settings);
      }
      there.close();
      var mimeType = bring(id, object, settings);
      return opened(
          api.aws().fetch(presigned("GET", object, settings)), mimeType, object, settings);
    } catch (AddressRefused e) {
      throw new MediaUnavailable(e.reason(), String.valueOf(e.getMessage()));
    }
  }

  /** Has AWS write the file into the bucket; its type. */
  private @Nullable String bring(String id, URI object, AwsSettings settings)
      throws MediaUnavailable, IOException {
    var body = number(settings).put("mediaId", id);
    address(
        body.putObject("destinationS3PresignedUrl"),
        "PUT",
        object,
        "application/octet-stream",
        settings);
    var reply = api.call(Operation.FIND_FILE, "POST", "/v1/whatsapp/media/get", body, settings);
    if (!reply.success()) {
      throw MetaMedia.refused(AwsErrors.refused(reply));
    }
    return word(reply.json(), "mimeType");
  }

  private MediaBytes.Opened opened(
      OutboundAnswer answer, @Nullable String mimeType, URI object, AwsSettings settings)
      throws MediaUnavailable, IOException {
    var opened = MetaMedia.opened(answer);
    return new MediaBytes.Opened(
        deletedAfterwards(opened.stream(), object, settings), mimeType, opened.bytes());
  }

  private InputStream deletedAfterwards(InputStream stream, URI object, AwsSettings settings) {
    return new FilterInputStream(stream) {
      @Override
      public int read(byte[] buffer, int from, int length) throws IOException {
        return in.read(buffer, from, length);
      }

      @Override
      public void close() throws IOException {
        super.close();
        delete(object, settings);
      }
    };
  }

  private static ObjectNode number(AwsSettings settings) {
    return OutsideJson.object()
        .put("originationPhoneNumberId", settings.originationPhoneNumberId());
  }

  private void address(
      ObjectNode address, String method, URI object, String mimeType, AwsSettings settings)
      throws IOException {
    address.put("url", presigned(method, object, settings).toString());
    address.putObject("headers").put(CONTENT_TYPE, mimeType);
  }

  private URI presigned(String method, URI object, AwsSettings settings) throws IOException {
    return api.aws().presigned(method, object, VALID, settings.access());
  }

  /** What cannot be deleted now is deleted by the bucket's own rule. */
  private void delete(URI object, AwsSettings settings) {
    try {
      AwsReply _ =
          api.aws()
              .read(
                  OutboundRequest.of("DELETE", presigned("DELETE", object, settings), null)
                      .by(AwsApi.KIND, Operation.UPLOAD));
    } catch (IOException e) {
      // the file itself has arrived
    }
  }
}
