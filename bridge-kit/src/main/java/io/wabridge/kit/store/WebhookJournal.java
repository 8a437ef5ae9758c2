package io.wabridge.kit.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.telemetry.Counters;
import io.wabridge.kit.telemetry.Metric;
import io.wabridge.model.Ids;
import io.wabridge.model.Payload;
import io.wabridge.model.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps raw webhooks on the local disk, encrypted, until they are archived. So every webhook is in
 * two places from the beginning, the broker and here, and the upload to the store is off the fast
 * path.
 */
public final class WebhookJournal implements SmartLifecycle {

  /** A webhook and its tenant. */
  public record Entry(TenantId tenant, Payload.RawWebhook webhook) {}

  private static final Logger log = LoggerFactory.getLogger(WebhookJournal.class);
  private static final String ENDING = ".journal";
  private static final String DAMAGED = ".damaged";
  private static final long LARGEST = 8L * 1024 * 1024;
  private static final long PAUSE = 1000;
  private static final long REST = 5000;

  private final String service;
  private final Path directory;
  private final long limit;
  private final FieldEncryption encryption;
  private final JsonMapper json;
  private final WebhookArchive archive;
  private final Counters damagedRecords;
  private @Nullable RecordLog current;
  private volatile long waiting;
  private volatile boolean running;
  private volatile @Nullable Thread archiving;

  public WebhookJournal(
      String service,
      JournalProperties properties,
      FieldEncryption encryption,
      JsonMapper json,
      WebhookArchive archive,
      MeterRegistry meters) {
    this.service = service;
    this.directory = properties.directory().toAbsolutePath();
    this.limit = properties.size().toBytes();
    this.encryption = encryption;
    this.json = json;
    this.archive = archive;
    this.damagedRecords = Metric.RECORDS_DAMAGED.counters(meters);
    Metric.JOURNAL.gauge(meters, this, journal -> journal.waiting);
  }

  /** When it returns, the webhook survives a kill of the process. */
  public void append(TenantId tenant, Payload.RawWebhook webhook) throws IOException {
    var entry =
        new String(json.writeValueAsBytes(new Entry(tenant, webhook)), StandardCharsets.UTF_8);
    append(encryption.encrypt(entry, place()));
  }

  private synchronized void append(byte[] record) throws IOException {
    if (waiting + record.length > limit) {
      throw new IOException(
          "the journal is full: the object store has been unavailable for too long");
    }
    if (current == null) {
      Files.createDirectories(directory);
      current = RecordLog.create(directory.resolve(service + "-" + Ids.next() + ENDING));
    }
    current.append(List.of(record));
    waiting += record.length;
    if (current.end() > LARGEST) {
      closeCurrent();
    }
  }

  private synchronized void closeCurrent() throws IOException {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  private void archive() {
    while (running) {
      try {
        Thread.sleep(PAUSE);
        closeCurrent();
        for (var segment : segments()) {
          archive(segment);
        }
        measure();
      } catch (IOException e) {
        log.atWarn().log("raw webhooks cannot be archived yet: {}", e.getMessage());
        rest();
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("archiving the journal failed");
        rest();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void archive(Path path) throws IOException {
    var unused = RecordLog.openUnused(path);
    if (unused.isEmpty()) {
      return;
    }
    try (var segment = unused.get()) {
      var batch = segment.read(0, Integer.MAX_VALUE);
      var entries = new ArrayList<Entry>();
      for (var record : batch.records()) {
        entry(record).ifPresent(entries::add);
      }
      archive.put(name(path), entries);
      var damaged = batch.damages().size() + batch.records().size() - entries.size();
      if (damaged == 0) {
        Files.deleteIfExists(path);
      } else {
        setAside(path, damaged);
      }
    }
  }

  private Optional<Entry> entry(byte[] record) {
    try {
      return Optional.of(json.readValue(encryption.decrypt(record, place()), Entry.class));
    } catch (RuntimeException e) {
      log.atWarn().log("a record of the journal cannot be read: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** The readable records are archived; the file is kept for a person to inspect. */
  private void setAside(Path path, int damaged) throws IOException {
    var kept = path.resolveSibling(path.getFileName() + DAMAGED);
    Files.move(path, kept, StandardCopyOption.REPLACE_EXISTING);
    damagedRecords.add(damaged, "journal");
    log.atError()
        .addKeyValue("file", kept)
        .addKeyValue("records", damaged)
        .log("damaged records in the journal were not archived; the file is kept");
  }

  private static String name(Path path) {
    var name = path.getFileName().toString();
    return name.substring(0, name.length() - ENDING.length());
  }

  private List<Path> segments() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(service + "-"))
          .filter(file -> file.getFileName().toString().endsWith(ENDING))
          .sorted()
          .toList();
    }
  }

  private synchronized void measure() throws IOException {
    var bytes = 0L;
    for (var segment : segments()) {
      bytes += Files.exists(segment) ? Files.size(segment) : 0;
    }
    waiting = bytes;
  }

  private static void rest() {
    try {
      Thread.sleep(REST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String place() {
    return service + "|journal";
  }

  @Override
  public void start() {
    running = true;
    archiving = Thread.ofPlatform().daemon().name(service + "-journal").start(this::archive);
  }

  @Override
  public void stop() {
    running = false;
    var thread = archiving;
    if (thread != null) {
      thread.interrupt();
    }
    try {
      closeCurrent();
    } catch (IOException e) {
      log.atWarn().log("a segment of the journal could not be closed: {}", e.getMessage());
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
