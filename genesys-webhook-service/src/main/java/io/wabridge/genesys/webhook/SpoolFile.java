package io.wabridge.genesys.webhook;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Records in a file, first in first out, on the disk before {@link #append} returns. What a crash
 * left half written was never promised to anybody and is cut off.
 */
final class SpoolFile implements AutoCloseable {

  private static final int BATCH = 200;

  private final FileChannel file;
  private final long limit;
  private long head;
  private long tail;

  SpoolFile(Path path, long limit) throws IOException {
    var directory = path.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    this.file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    this.limit = limit;
    this.tail = whole();
    file.truncate(tail);
  }

  private long whole() throws IOException {
    var at = 0L;
    while (at + Integer.BYTES <= file.size()) {
      var end = at + Integer.BYTES + length(at);
      if (end > file.size()) {
        return at;
      }
      at = end;
    }
    return at;
  }

  private int length(long at) throws IOException {
    return read(at, Integer.BYTES).getInt();
  }

  private ByteBuffer read(long at, int bytes) throws IOException {
    var buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining() && file.read(buffer, at + buffer.position()) >= 0) {
      // until it is full
    }
    return buffer.flip();
  }

  synchronized boolean isEmpty() {
    return head == tail;
  }

  synchronized long bytes() {
    return tail - head;
  }

  /** All of them or none; false if there is no room. */
  synchronized boolean append(List<byte[]> records) throws IOException {
    var bytes = records.stream().mapToLong(record -> Integer.BYTES + record.length).sum();
    if (tail + bytes > limit) {
      return false;
    }
    var at = tail;
    for (var record : records) {
      var buffer = ByteBuffer.allocate(Integer.BYTES + record.length);
      buffer.putInt(record.length).put(record).flip();
      while (buffer.hasRemaining()) {
        at += file.write(buffer, at);
      }
    }
    file.force(true);
    tail = at;
    return true;
  }

  /** The oldest records; they stay until {@link #remove}. */
  synchronized List<byte[]> oldest() throws IOException {
    var records = new ArrayList<byte[]>();
    for (var at = head; at < tail && records.size() < BATCH; ) {
      var length = length(at);
      records.add(read(at + Integer.BYTES, length).array());
      at += Integer.BYTES + length;
    }
    return records;
  }

  synchronized void remove(List<byte[]> records) throws IOException {
    for (var record : records) {
      head += Integer.BYTES + record.length;
    }
    if (head == tail) {
      file.truncate(0);
      file.force(true);
      head = 0;
      tail = 0;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
