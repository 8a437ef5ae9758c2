package io.wabridge.genesys.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.lane.ConfirmedChannel.NotConfirmed;
import io.wabridge.kit.lane.EnvelopeCodec;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.kit.store.RecordLog;
import io.wabridge.kit.store.RecordLog.Batch;
import io.wabridge.kit.telemetry.Counters;
import io.wabridge.kit.telemetry.Metric;
import io.wabridge.model.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Genesys stops retrying a webhook after half a minute: while the broker is unavailable, webhooks
 * are stored encrypted on disk, answered 200, and published in order when the broker is back. A
 * crash may publish some of them twice; state-manager recognizes repeats.
 */
@Component
class Spool implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Spool.class);
  private static final String ASSOCIATED_DATA = "genesys-webhook-service|spool";

  private final LanePublisher publisher;
  private final EnvelopeCodec codec;
  private final FieldEncryption encryption;
  private final SpoolFile file;
  private final RecordLog unreadable;
  private final Counters damagedRecords;
  private volatile boolean running;

  Spool(
      LanePublisher publisher,
      EnvelopeCodec codec,
      FieldEncryption encryption,
      SpoolProperties properties,
      MeterRegistry meters)
      throws IOException {
    this.publisher = publisher;
    this.codec = codec;
    this.encryption = encryption;
    this.file =
        new SpoolFile(
            properties.directory().resolve("genesys-webhook-service.spool"),
            properties.size().toBytes());
    this.unreadable =
        RecordLog.open(properties.directory().resolve("genesys-webhook-service.spool.unreadable"));
    this.damagedRecords = Metric.RECORDS_DAMAGED.counters(meters);
    retryUnreadable();
    Metric.SPOOL.gauge(meters, file, SpoolFile::bytes);
  }

  /** Records that an earlier start could not read may be readable with another key or version. */
  private void retryUnreadable() throws IOException {
    var records = unreadable.read(0, Integer.MAX_VALUE).records();
    if (!records.isEmpty() && file.append(records)) {
      unreadable.clear();
    }
  }

  /** When it returns, all of it is stored: in the broker, or on disk. */
  void publish(List<Outgoing> outgoing) {
    if (file.isEmpty()) {
      try {
        publisher.publish(outgoing);
        return;
      } catch (NotConfirmed e) {
        log.atWarn()
            .log("the broker is unavailable; a webhook is stored in the spool: {}", e.getMessage());
      }
    }
    try {
      if (!file.append(outgoing.stream().map(this::record).toList())) {
        throw new NotConfirmed("the spool is full", null);
      }
    } catch (IOException e) {
      throw new NotConfirmed("the spool cannot be written", e);
    }
  }

  private byte[] record(Outgoing outgoing) {
    var envelope = outgoing.envelope();
    return encryption.encrypt(
        outgoing.reader()
            + "\n"
            + Contract.of(envelope.payload()).contractName()
            + "\n"
            + new String(codec.write(envelope), StandardCharsets.UTF_8),
        ASSOCIATED_DATA);
  }

  private Optional<Outgoing> outgoing(byte[] record) {
    try {
      var parts = encryption.decrypt(record, ASSOCIATED_DATA).split("\n", 3);
      if (parts.length < 3) {
        throw new IllegalStateException("not a record of the spool");
      }
      return Optional.of(
          new Outgoing(parts[0], codec.read(parts[1], parts[2].getBytes(StandardCharsets.UTF_8))));
    } catch (EnvelopeCodec.Unreadable | RuntimeException e) {
      log.atWarn().log("a record of the spool cannot be read: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private void drain() {
    while (running) {
      try {
        if (file.isEmpty()) {
          Thread.sleep(500);
        } else {
          publishOldest(file.oldest());
        }
      } catch (NotConfirmed e) {
        rest();
      } catch (IOException | IllegalStateException e) {
        log.atError().setCause(e).log("the spool cannot be drained");
        rest();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** A record that cannot be read is set aside, so that it does not block those behind it. */
  private void publishOldest(Batch oldest) throws IOException {
    var readable = new ArrayList<Outgoing>();
    var unread = new ArrayList<byte[]>();
    for (var record : oldest.records()) {
      outgoing(record).ifPresentOrElse(readable::add, () -> unread.add(record));
    }
    if (!readable.isEmpty()) {
      publisher.publish(readable);
      log.atInfo().addKeyValue("records", readable.size()).log("published from the spool");
    }
    setAside(unread);
    file.remove(oldest);
    var damaged = oldest.damages().size() + unread.size();
    if (damaged > 0) {
      damagedRecords.add(damaged, "spool");
      log.atError()
          .addKeyValue("damaged", oldest.damages())
          .addKeyValue("set_aside", unread.size())
          .log("records of the spool could not be read; replay the archive of this time");
    }
  }

  private void setAside(List<byte[]> unread) throws IOException {
    if (!unread.isEmpty()) {
      unreadable.append(unread);
      unreadable.force();
    }
  }

  private static void rest() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("spool").start(this::drain);
  }

  @Override
  public void stop() {
    running = false;
    try {
      file.close();
      unreadable.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
