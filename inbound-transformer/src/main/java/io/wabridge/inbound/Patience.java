package io.wabridge.inbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.store.MediaProperties;
import io.wabridge.model.Envelope;
import io.wabridge.model.Reason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How long a message waits for its file, counted from its webhook. After one file of a conversation
 * was given up, its next ones are not waited for: what the person writes behind several slow files
 * waits hardly longer than behind one.
 */
@Component
class Patience {

  /** After a backlog, every file still gets one try. */
  private static final Duration SHORTEST_TRY = Duration.ofSeconds(3);

  private static final Duration FIRST_RETRIES = Duration.ofSeconds(5);

  private final Duration patience;
  private final Cache<String, Instant> firstTries =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(Duration.ofMinutes(30)).build();

  /** By conversation: why its last file was given up. */
  private final Cache<String, Reason> givenUp;

  Patience(MediaProperties properties) {
    this.patience = properties.patience();
    this.givenUp = Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(patience).build();
  }

  Wait of(Envelope<?> envelope) {
    var key = envelope.conversationKey() + " " + envelope.idempotencyKey();
    return new Wait(
        envelope.conversationKey(), envelope.acceptedAt(), firstTries.get(key, _ -> Instant.now()));
  }

  /** One message's. */
  final class Wait {

    private final String conversation;
    private final Instant accepted;
    private final Instant firstTry;

    private Wait(String conversation, Instant accepted, Instant firstTry) {
      this.conversation = conversation;
      this.accepted = accepted;
      this.firstTry = firstTry;
    }

    /** How long the file may still be tried while the message waits; maybe negative. */
    Duration left() {
      return patience.minus(age());
    }

    /**
     * How long the message may still wait until its file's transfer begins; maybe negative. After a
     * backlog, as long as for one try.
     */
    Duration forSlot() {
      var oneTry = SHORTEST_TRY.minus(Duration.between(firstTry, Instant.now()));
      return left().compareTo(oneTry) > 0 ? left() : oneTry;
    }

    /**
     * Why the message does not wait at all: the file before it was given up, and its own time is
     * over. Null: it waits.
     */
    @Nullable Reason over() {
      return left().isPositive() ? null : givenUp.getIfPresent(conversation);
    }

    void giveUp(Reason reason) {
      givenUp.put(conversation, reason);
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
