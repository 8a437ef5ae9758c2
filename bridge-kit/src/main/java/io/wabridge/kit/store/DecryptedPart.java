package io.wabridge.kit.store;

import io.wabridge.kit.encryption.StreamEncryption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/** The plain bytes of an encrypted object from a position on. Nothing is asked before a read. */
final class DecryptedPart extends InputStream {

  private final StreamEncryption encryption;
  private final ObjectChannel object;
  private final String place;
  private final long from;
  private @Nullable SeekableByteChannel plain;

  DecryptedPart(StreamEncryption encryption, ObjectChannel object, String place, long from) {
    this.encryption = encryption;
    this.object = object;
    this.place = place;
    this.from = from;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int at, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (plain == null) {
      plain = encryption.decrypted(object, place).position(from);
    }
    return plain.read(ByteBuffer.wrap(into, at, length));
  }

  @Override
  public void close() throws IOException {
    object.close();
  }
}
