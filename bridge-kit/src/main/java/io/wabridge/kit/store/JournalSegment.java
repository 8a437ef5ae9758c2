package io.wabridge.kit.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One file of a journal, locked while a process uses it. It survives a killed process without a
 * flush; after a crash of the machine, the broker still has the webhooks.
 */
final class JournalSegment implements AutoCloseable {

  private final Path path;
  private final FileChannel file;

  private JournalSegment(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  static JournalSegment create(Path path) throws IOException {
    var file =
        FileChannel.open(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    file.lock();
    return new JournalSegment(path, file);
  }

  /** A segment that no process uses; empty if one does, or if the file no longer exists. */
  static Optional<JournalSegment> leftOver(Path path) throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    var file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (file.tryLock() != null) {
        return Optional.of(new JournalSegment(path, file));
      }
    } catch (OverlappingFileLockException e) {
      // locked by this process
    }
    file.close();
    return Optional.empty();
  }

  void append(byte[] record) throws IOException {
    var buffer = ByteBuffer.allocate(Integer.BYTES + record.length);
    buffer.putInt(record.length).put(record).flip();
    while (buffer.hasRemaining()) {
      file.write(buffer, file.size());
    }
  }

  /** All complete records; a record that a kill cut off was never acknowledged. */
  List<byte[]> records() throws IOException {
    var all = ByteBuffer.allocate((int) file.size());
    while (all.hasRemaining() && file.read(all, all.position()) >= 0) {
      // until the buffer is full
    }
    all.flip();
    var records = new ArrayList<byte[]>();
    while (all.remaining() >= Integer.BYTES) {
      var length = all.getInt();
      if (length < 0 || length > all.remaining()) {
        break;
      }
      var record = new byte[length];
      all.get(record);
      records.add(record);
    }
    return records;
  }

  long bytes() throws IOException {
    return file.size();
  }

  /** The file name without its extension. */
  String name() {
    var name = path.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
    close();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
