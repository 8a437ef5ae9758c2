package io.wabridge.kit.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only file of records, each with a checksum, so that a damaged record costs that record
 * and not those behind it.
 *
 * <p>A record is a marker, its length, the CRC32C of length and content, and its content. The
 * marker is what reading searches for behind a damaged record. It is negative as an int: files of
 * the format before this one, length and content only, begin with a length and are still read.
 *
 * <p>Not thread-safe.
 */
public final class RecordLog implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RecordLog.class);

  private static final int MARKER = 0xB7574C31;
  private static final int HEADER = 3 * Integer.BYTES;
  private static final int OLD_HEADER = Integer.BYTES;
  private static final int CHUNK = 64 * 1024;

  private final FileChannel file;
  private long end;

  /** Where the first record with a checksum is; only what lies before it has the old format. */
  private long oldFormatEnd;

  private RecordLog(Path path, FileChannel file) throws IOException {
    this.file = file;
    this.end = file.size();
    this.oldFormatEnd = nextMarked(0);
    cutOffIncomplete(path);
  }

  /** Bytes that are not a valid record. */
  public record Damage(long position, long bytes) {}

  /**
   * What was read.
   *
   * @param damages what was skipped, in between and at the end
   * @param end where reading continues
   */
  public record Batch(List<byte[]> records, List<Damage> damages, long end) {

    public Batch {
      records = List.copyOf(records);
      damages = List.copyOf(damages);
    }
  }

  /** Opens a file that is created if it does not exist. */
  public static RecordLog open(Path path) throws IOException {
    var directory = path.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    return closedOnFailure(
        path,
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  /** Creates a file and locks it against {@link #openUnused}, of this process and others. */
  static RecordLog create(Path path) throws IOException {
    var file =
        FileChannel.open(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    file.lock();
    return closedOnFailure(path, file);
  }

  /** Opens and locks a file; empty if it is locked or does not exist. */
  static Optional<RecordLog> openUnused(Path path) throws IOException {
    FileChannel file;
    try {
      file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      if (file.tryLock() != null) {
        return Optional.of(closedOnFailure(path, file));
      }
    } catch (OverlappingFileLockException e) {
      // locked by this process
    }
    file.close();
    return Optional.empty();
  }

  private static RecordLog closedOnFailure(Path path, FileChannel file) throws IOException {
    try {
      return new RecordLog(path, file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** The bytes that a record of this length takes. */
  public static long size(int length) {
    return (long) HEADER + length;
  }

  /** Where the next record will be written. */
  public long end() {
    return end;
  }

  /** Appends all of them; after a failure none of them counts. */
  public void append(List<byte[]> records) throws IOException {
    var at = end;
    try {
      for (var record : records) {
        var buffer = ByteBuffer.allocate(HEADER + record.length);
        buffer.putInt(MARKER).putInt(record.length).putInt(checksum(record)).put(record).flip();
        while (buffer.hasRemaining()) {
          at += file.write(buffer, at);
        }
      }
    } catch (IOException e) {
      cutOffFailed(e);
      throw e;
    }
    end = at;
  }

  private void cutOffFailed(IOException failure) {
    try {
      file.truncate(end);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Makes what was appended survive a crash of the machine. */
  public void force() throws IOException {
    file.force(true);
  }

  /**
   * Reads at most this many records.
   *
   * @param from 0, or the end of what was read before
   */
  public Batch read(long from, int limit) throws IOException {
    var records = new ArrayList<byte[]>();
    var damages = new ArrayList<Damage>();
    var at = from;
    while (at < end && records.size() < limit) {
      var record = record(at);
      if (record == null) {
        var next = next(at);
        damages.add(new Damage(at, next - at));
        at = next;
      } else {
        records.add(record);
        at += header(at) + record.length;
      }
    }
    return new Batch(records, damages, at);
  }

  /** Removes everything. */
  public void clear() throws IOException {
    file.truncate(0);
    file.force(true);
    end = 0;
    oldFormatEnd = 0;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private int header(long at) {
    return at < oldFormatEnd ? OLD_HEADER : HEADER;
  }

  private byte @Nullable [] record(long at) throws IOException {
    return at < oldFormatEnd ? oldRecord(at) : markedRecord(at);
  }

  private byte @Nullable [] oldRecord(long at) throws IOException {
    if (oldFormatEnd - at < OLD_HEADER) {
      return null;
    }
    var length = bytes(at, OLD_HEADER).getInt();
    return length > 0 && length <= oldFormatEnd - at - OLD_HEADER
        ? bytes(at + OLD_HEADER, length).array()
        : null;
  }

  private byte @Nullable [] markedRecord(long at) throws IOException {
    if (end - at < HEADER) {
      return null;
    }
    var header = bytes(at, HEADER);
    if (header.getInt() != MARKER) {
      return null;
    }
    var length = header.getInt();
    if (length < 0 || length > end - at - HEADER) {
      return null;
    }
    var record = bytes(at + HEADER, length).array();
    return checksum(record) == header.getInt() ? record : null;
  }

  /** The record behind a damaged one, or the end; the old format has no marker to search for. */
  private long next(long damaged) throws IOException {
    return damaged < oldFormatEnd ? oldFormatEnd : nextMarked(damaged + 1);
  }

  private long nextMarked(long from) throws IOException {
    for (var at = from; end - at >= HEADER; ) {
      var chunk = bytes(at, (int) Math.min(CHUNK, end - at));
      var last = chunk.limit() - Integer.BYTES;
      for (var i = 0; i <= last; i++) {
        if (chunk.getInt(i) == MARKER && markedRecord(at + i) != null) {
          return at + i;
        }
      }
      at += last + 1;
    }
    return end;
  }

  /** An incomplete record at the end was not acknowledged before the crash that cut it off. */
  private void cutOffIncomplete(Path path) throws IOException {
    var damages = read(0, Integer.MAX_VALUE).damages();
    if (damages.isEmpty()) {
      return;
    }
    var last = damages.getLast();
    if (last.position() + last.bytes() == end && isIncomplete(last)) {
      log.atInfo()
          .addKeyValue("file", path.getFileName())
          .addKeyValue("bytes", last.bytes())
          .log("cut off an incomplete record");
      file.truncate(last.position());
      end = last.position();
      oldFormatEnd = Math.min(oldFormatEnd, end);
    }
  }

  private boolean isIncomplete(Damage tail) throws IOException {
    if (tail.bytes() < Integer.BYTES) {
      return true;
    }
    var start = bytes(tail.position(), (int) Math.min(HEADER, tail.bytes()));
    var first = start.getInt();
    if (first != MARKER) {
      return tail.position() < oldFormatEnd && first > tail.bytes() - OLD_HEADER;
    }
    return tail.bytes() < HEADER || start.getInt() > tail.bytes() - HEADER;
  }

  private ByteBuffer bytes(long at, int length) throws IOException {
    var buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, at + buffer.position()) < 0) {
        throw new IOException("the file ends before byte " + (at + length));
      }
    }
    return buffer.flip();
  }

  private static int checksum(byte[] record) {
    var checksum = new CRC32C();
    checksum.update(ByteBuffer.allocate(Integer.BYTES).putInt(record.length).flip());
    checksum.update(record);
    return (int) checksum.getValue();
  }
}
