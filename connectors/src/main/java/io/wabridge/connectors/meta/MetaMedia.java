package io.wabridge.connectors.meta;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.TemporaryFailure;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.MediaUnavailable;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Maps a carrier's answers to the outcome of opening a file. */
public final class MetaMedia {

  private MetaMedia() {}

  /** The file's id, checked to be safe in a path. */
  public static String id(MediaRef.Remote file) throws MediaUnavailable {
    var id = file.id();
    if (id == null) {
      throw new MediaUnavailable(Reason.MEDIA_GONE, "The webhook named no file.");
    }
    if (!id.matches("[A-Za-z0-9_-]+")) {
      throw new MediaUnavailable(Reason.MEDIA_GONE, "The id of the file is not valid.");
    }
    return id;
  }

  /** The short-lived address that a look-up by id returned. */
  public static URI address(MetaReply reply) throws MediaUnavailable, IOException {
    var url = uri(Fields.word(reply.json(), "url"));
    if (reply.success() && url != null) {
      return url;
    }
    if (reply.success()) {
      throw new MediaUnavailable(Reason.MEDIA_GONE, "WhatsApp gave no address for the file.");
    }
    throw refused(reply);
  }

  /**
   * The outcome of a call for a file that the carrier refused.
   *
   * @throws MediaUnavailable a later call would be refused, too
   */
  public static TemporaryFailure refused(MetaReply reply) throws MediaUnavailable {
    switch (reply.meaning()) {
      case Meaning.Token(var reason) -> throw new MediaUnavailable(reason, reply.detail());
      case Meaning.Never(var reason) ->
          throw new MediaUnavailable(
              reason == Reason.BAD_ADDRESS ? Reason.MEDIA_GONE : reason, reply.detail());
      case Meaning.Later(var reason, var _) -> {
        return new TemporaryFailure(reason, reply.detail());
      }
      case Meaning.Unknown(var reason) -> {
        return new TemporaryFailure(reason, reply.detail());
      }
    }
  }

  /** The file, if the answer is successful. */
  public static MediaBytes.Opened opened(OutboundAnswer answer)
      throws MediaUnavailable, IOException {
    if (answer.success()) {
      if (MetaShapes.tooLarge(answer.length())) {
        answer.close();
        throw new MediaUnavailable(Reason.MEDIA_SIZE, "The file is larger than 100 MB.");
      }
      return answer.opened();
    }
    int status = answer.status();
    answer.close();
    if (status == 429 || status >= 500) {
      throw new TemporaryFailure(
          status == 429 ? Reason.RATE_LIMITED : Reason.OTHER_SIDE,
          "The file could not be fetched now: HTTP " + status);
    }
    Reason reason =
        switch (status) {
          case 401 -> Reason.AUTH;
          case 403 -> Reason.FORBIDDEN;
          case 404, 410 -> Reason.MEDIA_EXPIRED;
          default -> Reason.MEDIA_GONE;
        };
    throw new MediaUnavailable(reason, "WhatsApp answered HTTP " + status + " for the file.");
  }

  /** The address; null if it is not valid. */
  public static @Nullable URI uri(@Nullable String url) {
    try {
      return url == null ? null : new URI(url);
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
