package io.wabridge.genesys.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.lane.ConfirmedChannel.NotConfirmed;
import io.wabridge.kit.lane.EnvelopeCodec;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.kit.telemetry.Metric;
import io.wabridge.model.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Genesys gives a webhook up after half a minute (genesys.md 4.1): while the broker is away it is
 * kept on the disk, encrypted, answered 200, and published in order when the broker is back. A
 * crash may publish some of it twice, which state-manager knows how to take.
 */
@Component
class Spool implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Spool.class);
  private static final String ASSOCIATED_DATA = "genesys-webhook-service|spool";

  private final LanePublisher publisher;
  private final EnvelopeCodec codec;
  private final FieldEncryption encryption;
  private final SpoolFile file;
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
    Metric.SPOOL.gauge(meters, file, SpoolFile::bytes);
  }

  /** When it returns, all of it is kept: by the broker, or by the disk. */
  void publish(List<Outgoing> outgoing) {
    if (file.isEmpty()) {
      try {
        publisher.publish(outgoing);
        return;
      } catch (NotConfirmed e) {
        log.atWarn().log("the broker is away, keeping a webhook on the disk: {}", e.getMessage());
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

  private Outgoing outgoing(byte[] record) {
    var said = encryption.decrypt(record, ASSOCIATED_DATA).split("\n", 3);
    try {
      return new Outgoing(said[0], codec.read(said[1], said[2].getBytes(StandardCharsets.UTF_8)));
    } catch (EnvelopeCodec.Unreadable e) {
      throw new IllegalStateException("the spool holds what this version cannot read", e);
    }
  }

  private void drain() {
    while (running) {
      try {
        var oldest = file.oldest();
        if (!oldest.isEmpty()) {
          publisher.publish(oldest.stream().map(this::outgoing).toList());
          file.remove(oldest);
          log.atInfo().addKeyValue("records", oldest.size()).log("published from the spool");
          continue;
        }
        Thread.sleep(500);
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
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
