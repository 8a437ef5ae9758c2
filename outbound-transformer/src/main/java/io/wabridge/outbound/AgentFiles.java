package io.wabridge.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.FailureReasons;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.store.MediaIntake;
import io.wabridge.kit.store.MediaProperties;
import io.wabridge.kit.store.StoreUnavailable;
import io.wabridge.model.Content;
import io.wabridge.model.MediaRef;
import io.wabridge.model.MessageId;
import io.wabridge.model.Reason;
import io.wabridge.model.Session;
import io.wabridge.model.connector.DeskConnector;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Fetches the files of agents and bots. A file that cannot be fetched holds the conversation for
 * the patience only; then it is lost, and what stands behind it goes on.
 */
@Component
class AgentFiles {

  private final MediaIntake<DeskConnector> intake;
  private final Duration patience;

  /** The time of the first failed attempt, by message. */
  private final Cache<MessageId, Instant> failingSince =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofHours(1)).build();

  AgentFiles(MediaIntake<DeskConnector> intake, MediaProperties properties) {
    this.intake = intake;
    this.patience = properties.replyPatience();
  }

  /**
   * Stores the file; it is gone if it cannot be fetched.
   *
   * @param session of the conversation, for desks whose files need it
   * @throws IOException a retry may succeed
   */
  Content.Media fetch(
      Content.Media file, Desk desk, MessageId id, Supplier<@Nullable Session> session)
      throws IOException {
    try {
      return intake.ingest(file, desk, id, session);
    } catch (StoreUnavailable e) {
      throw e;
    } catch (IOException e) {
      var now = Instant.now();
      if (failingSince.get(id, _ -> now).plus(patience).isAfter(now)) {
        throw e;
      }
      return file.at(new MediaRef.Gone(FailureReasons.of(e), String.valueOf(e.getMessage())));
    }
  }

  /**
   * What is sent instead of a picture of a card, which has only an address: the card's words and
   * the address. Null for a file that an agent sent, and for an address that is not called.
   */
  static Content.@Nullable Text instead(Content.Media file, MediaRef.Gone gone) {
    if (!(file.file() instanceof MediaRef.Remote(var id, var url, var _, var _))
        || id != null
        || url == null
        || !url.startsWith("http")
        || file.filename() != null
        || !unreachable(gone.reason())) {
      return null;
    }
    return new Content.Text(file.caption() == null ? url : file.caption() + "\n" + url);
  }

  private static boolean unreachable(Reason reason) {
    return switch (reason) {
      case HOST_UNKNOWN, UNAVAILABLE, TIMEOUT, TLS_FAILED, OTHER_SIDE, MEDIA_GONE, FORBIDDEN ->
          true;
      default -> false;
    };
  }
}
