package io.wabridge.model;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Opens stored files for connectors; and the result when a connector opens a file of its product.
 */
public interface MediaBytes {

  /** Opens a file of the store; may be called again for a retry. */
  InputStream open(MediaRef.Stored file) throws IOException;

  /** An address from which the other side can fetch the file for some hours, without credentials. */
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
