package io.wabridge.model;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Files on their way: how a connector opens one of ours, and what it hands over when we open one of
 * its.
 */
public interface MediaBytes {

  /** Opens a file of our store; may be called again for a second try. */
  InputStream open(MediaRef.Stored file) throws IOException;

  /**
   * An address under which the other side can fetch the file for some days, without credentials.
   */
  String link(MediaRef.Stored file, String mimeType, @Nullable String filename);

  /**
   * A file of the other side, being read. Close it.
   *
   * @param bytes as announced, or -1
   */
  record Opened(InputStream stream, @Nullable String mimeType, long bytes)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
