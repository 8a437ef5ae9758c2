package io.wabridge.kit.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * A part of an object of the store, and its beginning: two requests, or one if the part begins
 * there.
 */
final class ObjectChannel implements SeekableByteChannel {

  /** More than the header of an encrypted file. */
  private static final int BEGINNING = 64;

  /**
   * What is read of an object.
   *
   * @param size of the whole object
   * @param from where the part begins
   * @param to the first byte after the part
   */
  record Range(String bucket, String key, long size, long from, long to) {}

  private final ObjectStore store;
  private final Range range;
  private long position;
  private @Nullable InputStream stream;
  private long streamAt;
  private boolean open = true;

  ObjectChannel(ObjectStore store, Range range) {
    this.store = store;
    this.range = range;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (position >= range.size()) {
      return -1;
    }
    if (stream == null || streamAt != position) {
      closeStream();
      var end = position < range.from() ? position + BEGINNING : range.to();
      stream =
          store.get(range.bucket(), range.key(), position, Math.min(end, range.size()) - position);
      streamAt = position;
    }
    var buffer = new byte[(int) Math.min(into.remaining(), range.size() - position)];
    var read = stream.readNBytes(buffer, 0, buffer.length);
    if (read < buffer.length) {
      throw new IOException("the store stopped sending " + range.bucket() + "/" + range.key());
    }
    into.put(buffer);
    position += read;
    streamAt = position;
    return read;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return range.size();
  }

  private void closeStream() throws IOException {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    closeStream();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }
}
