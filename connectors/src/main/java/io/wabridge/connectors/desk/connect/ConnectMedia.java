package io.wabridge.connectors.desk.connect;

import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.AddressRefused;
import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.TemporaryFailure;
import io.wabridge.connectors.aws.AwsReply;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.MediaUnavailable;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;

/**
 * Opens attachments of a chat, as long as it lasts, by an address that is valid for minutes; and
 * pictures of interactive messages by their own address.
 */
final class ConnectMedia {

  private final ConnectApi api;
  private final Clock clock;

  ConnectMedia(ConnectApi api, Clock clock) {
    this.api = api;
    this.clock = clock;
  }

  MediaBytes.Opened open(MediaRef.Remote file, Context context)
      throws MediaUnavailable, IOException {
    var id = file.id();
    try {
      var url = id == null ? String.valueOf(file.url()) : address(id, context);
      return opened(api.fetch(uri(url)));
    } catch (AddressRefused e) {
      throw new MediaUnavailable(e.reason(), String.valueOf(e.getMessage()));
    }
  }

  private String address(String id, Context context) throws MediaUnavailable, IOException {
    var session = ConnectSession.of(context.session());
    if (session.isEmpty()) {
      throw new MediaUnavailable(Reason.MEDIA_GONE, "The chat of the file is not known.");
    }
    var chat = new ConnectChat(api, ConnectSettings.of(context.settings()), clock, session.get());
    try {
      var json = OutsideJson.object().put("AttachmentId", id);
      var reply = chat.post(Operation.FIND_FILE, "attachment", json);
      if (reply.status() == 429 || reply.status() == 409 || reply.status() >= 500) {
        throw later(reply);
      }
      var url = word(reply.json(), "Url", "");
      if (!reply.success() || url.isEmpty()) {
        throw new MediaUnavailable(Reason.MEDIA_GONE, reply.detail());
      }
      return url;
    } catch (ConnectGone e) {
      throw new MediaUnavailable(
          Reason.MEDIA_EXPIRED, "The chat of the file has ended: " + e.getMessage());
    } catch (ConnectRefused e) {
      throw later(e.reply());
    }
  }

  private static TemporaryFailure later(AwsReply reply) {
    return new TemporaryFailure(
        reply.status() == 429 ? Reason.RATE_LIMITED : Reason.OTHER_SIDE, reply.detail());
  }

  private static MediaBytes.Opened opened(OutboundAnswer answer)
      throws MediaUnavailable, IOException {
    if (answer.success()) {
      return answer.opened();
    }
    var status = answer.status();
    answer.close();
    if (status == 429 || status >= 500) {
      throw new TemporaryFailure(
          status == 429 ? Reason.RATE_LIMITED : Reason.OTHER_SIDE,
          "The file could not be fetched now: HTTP " + status);
    }
    throw new MediaUnavailable(
        status == 403 ? Reason.MEDIA_EXPIRED : Reason.MEDIA_GONE,
        "The storage answered HTTP " + status + " for the file.");
  }

  private static URI uri(String url) throws MediaUnavailable {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new MediaUnavailable(Reason.MEDIA_GONE, "The file has no valid address.");
    }
  }
}
