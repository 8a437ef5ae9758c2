package io.wabridge.kit.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Records that reading failed, as opposed to writing. */
final class WatchedStream extends FilterInputStream {

  private @Nullable IOException broken;

  WatchedStream(InputStream source) {
    super(source);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    try {
      return super.read(buffer, from, length);
    } catch (IOException e) {
      broken = e;
      throw e;
    }
  }

  @Nullable IOException broken() {
    return broken;
  }
}
