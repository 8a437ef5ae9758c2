package io.wabridge.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;

/** Sends a file at full speed or, for a slow transfer, a tenth of a second's bytes at a time. */
public final class ThrottledTransfer {
  private ThrottledTransfer() {}

  public static void copy(Blob blob, OutputStream out, int bytesPerSecond) throws IOException {
    if (bytesPerSecond <= 0) {
      Files.copy(blob.file(), out);
      return;
    }
    try (InputStream in = Files.newInputStream(blob.file())) {
      byte[] piece = in.readNBytes(Math.max(1, bytesPerSecond / 10));
      while (piece.length > 0) {
        out.write(piece);
        out.flush();
        Thread.sleep(100);
        piece = in.readNBytes(Math.max(1, bytesPerSecond / 10));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
