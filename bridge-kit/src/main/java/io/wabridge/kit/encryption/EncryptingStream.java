package io.wabridge.kit.encryption;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Reads plain bytes as they are asked for, and gives them encrypted. */
final class EncryptingStream extends InputStream {

  private static final int PIECE = 64 * 1024;

  private final InputStream plain;
  private final WritableByteChannel encryption;
  private final Buffer encrypted;
  private final byte[] piece = new byte[PIECE];
  private byte[] ready = new byte[0];
  private int at;
  private boolean ended;

  /** What the library has encrypted and was not read yet. */
  static final class Buffer implements WritableByteChannel {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public int write(ByteBuffer source) {
      var length = source.remaining();
      var some = new byte[length];
      source.get(some);
      bytes.write(some, 0, length);
      return length;
    }

    byte[] take() {
      var taken = bytes.toByteArray();
      bytes.reset();
      return taken;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      // it has nothing to close
    }
  }

  EncryptingStream(InputStream plain, WritableByteChannel encryption, Buffer encrypted) {
    this.plain = plain;
    this.encryption = encryption;
    this.encrypted = encrypted;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (at == ready.length && !ended) {
      more();
    }
    if (at == ready.length) {
      return -1;
    }
    var given = Math.min(length, ready.length - at);
    System.arraycopy(ready, at, into, from, given);
    at += given;
    return given;
  }

  private void more() throws IOException {
    var read = plain.read(piece);
    if (read < 0) {
      encryption.close();
      ended = true;
    } else {
      var source = ByteBuffer.wrap(piece, 0, read);
      while (source.hasRemaining()) {
        encryption.write(source);
      }
    }
    ready = encrypted.take();
    at = 0;
  }

  @Override
  public int available() {
    return ready.length - at;
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }
}
