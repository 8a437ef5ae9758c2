package io.wabridge.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.node.ObjectNode;

/**
 * A complete, ordered record of everything sent, accepted and received, on disk, for readers that
 * must miss no event in a long run.
 */
public final class Journal implements AutoCloseable {
  private static final int EVERY = 256;
  private static final int MOST = 5000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Path file;
  private final FileChannel lines;
  private long[] marks = new long[64];
  private long total;
  private long size;

  public Journal() throws IOException {
    file = Files.createTempFile("wabridge-sandbox-journal", ".jsonl");
    lines = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Adds an event with the next number and the current time. */
  public void add(String event, ObjectNode details) {
    lock.lock();
    try {
      if (!lines.isOpen()) {
        return; // the sandbox ends, no reader is left
      }
      details.put("event", event).put("n", total + 1).put("ms", System.currentTimeMillis());
      ByteBuffer line = ByteBuffer.wrap((details + "\n").getBytes(StandardCharsets.UTF_8));
      if (total % EVERY == 0) {
        mark((int) (total / EVERY));
      }
      long length = line.remaining();
      while (line.hasRemaining()) {
        lines.write(line, size + length - line.remaining());
      }
      size += length;
      total++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }

  private void mark(int block) {
    if (block == marks.length) {
      marks = Arrays.copyOf(marks, marks.length * 2);
    }
    marks[block] = size;
  }

  /** The events after number {@code after}: a JSON object with the total and the items. */
  public String page(long after, int limit) {
    StringBuilder page = new StringBuilder("{\"items\":[");
    long last = after;
    lock.lock();
    try {
      int most = Math.max(1, Math.min(limit, MOST));
      long from = Math.max(0, after);
      int block = (int) (from / EVERY);
      int until = (int) ((from + most) / EVERY) + 1;
      if (from < total) {
        long end = (long) until * EVERY < total ? marks[until] : size;
        long number = (long) block * EVERY;
        for (String line : text(marks[block], end).split("\n")) {
          number++;
          if (number > from && number <= from + most) {
            page.append(number == from + 1 ? "" : ",").append(line);
            last = number;
          }
        }
      }
      return page.append("],\"last\":%d,\"total\":%d}".formatted(last, total)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }

  private String text(long from, long end) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) (end - from));
    while (bytes.hasRemaining()) {
      if (lines.read(bytes, from + bytes.position()) < 0) {
        break;
      }
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  public void clear() {
    lock.lock();
    try {
      lines.truncate(0);
      total = 0;
      size = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
    Files.deleteIfExists(file);
  }
}
