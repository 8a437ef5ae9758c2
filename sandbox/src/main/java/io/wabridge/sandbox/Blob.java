package io.wabridge.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;

/** A file on disk, with its size and digest for comparisons. */
public record Blob(Path file, long size, byte[] digest) {
  public String sha256() {
    return HexFormat.of().formatHex(digest);
  }

  public String sha256Base64() {
    return Base64.getEncoder().encodeToString(digest);
  }

  public void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
