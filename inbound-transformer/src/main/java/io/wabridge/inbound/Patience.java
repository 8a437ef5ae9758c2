package io.wabridge.inbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.store.MediaProperties;
import io.wabridge.model.Envelope;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** How long a message waits for its file, counted from its webhook. */
@Component
class Patience {

  /** After a backlog, every file still gets one try. */
  private static final Duration SHORTEST_TRY = Duration.ofSeconds(3);

  private static final Duration FIRST_RETRIES = Duration.ofSeconds(5);

  /** Waiting for other files of the tenant is worth more: they do arrive. */
  private static final int SLOT_FACTOR = 4;

  private final Duration patience;
  private final Cache<String, Instant> firstTries =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(Duration.ofMinutes(30)).build();

  Patience(MediaProperties properties) {
    this.patience = properties.patience();
  }

  Wait of(Envelope<?> envelope) {
    var key = envelope.conversationKey() + " " + envelope.idempotencyKey();
    return new Wait(envelope.acceptedAt(), firstTries.get(key, _ -> Instant.now()));
  }

  /** One message's. */
  final class Wait {

    private final Instant accepted;
    private final Instant firstTry;

    private Wait(Instant accepted, Instant firstTry) {
      this.accepted = accepted;
      this.firstTry = firstTry;
    }

    /** How long the file may still be tried while the message waits; maybe negative. */
    Duration left() {
      return patience.minus(age());
    }

    /** How long the message may still wait until its file's transfer begins; maybe negative. */
    Duration forSlot() {
      return patience.multipliedBy(SLOT_FACTOR).minus(Duration.between(firstTry, Instant.now()));
    }

    Duration forOneTry() {
      var left = left();
      return left.compareTo(SHORTEST_TRY) > 0 ? left : SHORTEST_TRY;
    }

    Duration untilRetry() {
      return age().compareTo(FIRST_RETRIES) < 0 ? Duration.ofSeconds(1) : Duration.ofSeconds(3);
    }

    private Duration age() {
      return Duration.between(accepted, Instant.now());
    }
  }
}
