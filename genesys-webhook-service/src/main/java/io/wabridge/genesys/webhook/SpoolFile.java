package io.wabridge.genesys.webhook;

import io.wabridge.kit.store.RecordLog;
import io.wabridge.kit.store.RecordLog.Batch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Records in a file, first in first out, on disk before {@link #append} returns. */
final class SpoolFile implements AutoCloseable {

  private static final int BATCH = 200;

  private final RecordLog log;
  private final long limit;
  private long head;

  SpoolFile(Path path, long limit) throws IOException {
    this.log = RecordLog.open(path);
    this.limit = limit;
  }

  synchronized boolean isEmpty() {
    return head == log.end();
  }

  synchronized long bytes() {
    return log.end() - head;
  }

  /** All of them or none; false if there is no room. */
  synchronized boolean append(List<byte[]> records) throws IOException {
    var bytes = records.stream().mapToLong(record -> RecordLog.size(record.length)).sum();
    if (log.end() + bytes > limit) {
      return false;
    }
    log.append(records);
    log.force();
    return true;
  }

  /** The oldest records; they stay until {@link #remove}. */
  synchronized Batch oldest() throws IOException {
    return log.read(head, BATCH);
  }

  synchronized void remove(Batch oldest) throws IOException {
    head = oldest.end();
    if (isEmpty()) {
      log.clear();
      head = 0;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    log.close();
  }
}
