package io.wabridge.kit.rotation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.kit.encryption.FieldEncryption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Replaces the platform's key in the tables of a service: what an older key encrypted is encrypted
 * again with the first one, in the background, while everything works. Then the older key can be
 * removed from {@code bridge.master-key}.
 */
public final class KeyRotation {

  private static final Logger log = LoggerFactory.getLogger(KeyRotation.class);

  /** Rows that were locked are tried again in the next pass. */
  private static final int MOST_PASSES = 10;

  /**
   * How far the rotation is.
   *
   * @param key the id of the first key
   * @param older the ids of the others, which only decrypt
   * @param finished whether nothing is left that an older key encrypted: it can be removed
   * @param renewed values encrypted again since this process started
   * @param failed values that could not be decrypted in the last run
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Report(
      String key,
      List<String> older,
      boolean running,
      boolean finished,
      long renewed,
      long failed,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      List<Values> values) {}

  /** The values of one column; unknown: of keys that are not configured. */
  public record Values(String name, long rows, long older, long unknown) {}

  private final FieldEncryption platform;
  private final List<EncryptedValues> values;
  private final AtomicBoolean running = new AtomicBoolean();
  private final AtomicLong renewed = new AtomicLong();
  private volatile long failed;
  private volatile @Nullable Instant startedAt;
  private volatile @Nullable Instant finishedAt;

  /**
   * Creates the rotation.
   *
   * @param values the first ones are few, and their key is checked when the service starts
   */
  public KeyRotation(FieldEncryption platform, List<EncryptedValues> values) {
    this.platform = platform;
    this.values = List.copyOf(values);
  }

  /**
   * With the wrong key nothing works, and what would be encrypted with it could not be read later:
   * the service does not start. The first values are looked at, of which there are few.
   */
  @EventListener(ApplicationReadyEvent.class)
  public void refuseAnotherDatabasesKey() {
    var first = values.getFirst();
    var count = first.count(platform.olderKeyIds(), platform.keyIds());
    if (count.rows() > 0 && count.unknown() == count.rows()) {
      throw new IllegalStateException(
          "bridge.master-key has none of the keys that encrypted "
              + first.name()
              + ": add the earlier key (docs/keys.md)");
    }
    if (count.unknown() > 0) {
      log.atError()
          .addKeyValue("values", first.name())
          .addKeyValue("rows", count.unknown())
          .log("values were encrypted with a key that is not in bridge.master-key");
    }
  }

  public Report report() {
    var counts = counts();
    return new Report(
        platform.keyId(),
        platform.olderKeyIds(),
        running.get(),
        !running.get() && counts.stream().allMatch(one -> one.older() == 0),
        renewed.get(),
        failed,
        startedAt,
        finishedAt,
        counts);
  }

  private List<Values> counts() {
    var older = platform.olderKeyIds();
    return values.stream()
        .map(one -> {
          var count = one.count(older, platform.keyIds());
          return new Values(one.name(), count.rows(), count.older(), count.unknown());
        })
        .toList();
  }

  /** Begins, unless it is running; another process may run at the same time. */
  public void start() {
    if (running.compareAndSet(false, true)) {
      startedAt = Instant.now();
      finishedAt = null;
      Thread.ofVirtual().name("key-rotation").start(this::run);
    }
  }

  private void run() {
    try {
      failed = values.stream().mapToLong(this::renew).sum();
      finishedAt = Instant.now();
      log.atInfo()
          .addKeyValue("renewed", renewed.get())
          .addKeyValue("failed", failed)
          .log("the values of older keys were encrypted with the first one");
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("the rotation of keys stopped; start it again");
    } finally {
      running.set(false);
    }
  }

  private long renew(EncryptedValues one) {
    var older = platform.olderKeyIds();
    for (var pass = 0; pass < MOST_PASSES; pass++) {
      var left = one.renew(older, renewed::addAndGet);
      if (one.count(older, platform.keyIds()).older() <= left) {
        return left;
      }
    }
    return 0;
  }
}
