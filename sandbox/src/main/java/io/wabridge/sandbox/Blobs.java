package io.wabridge.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Stores media on disk, in a directory that is deleted when the sandbox ends. */
public final class Blobs implements AutoCloseable {
  private final Path folder;
  private final AtomicLong names = new AtomicLong();

  public Blobs(String name) throws IOException {
    folder = Files.createTempDirectory("wabridge-sandbox-" + name);
  }

  public Blob store(InputStream in) throws IOException {
    MessageDigest sha256 = sha256();
    Path file = folder.resolve(Long.toString(names.incrementAndGet()));
    try (OutputStream out = Files.newOutputStream(file);
        InputStream digesting = new DigestInputStream(in, sha256)) {
      long size = digesting.transferTo(out);
      return new Blob(file, size, sha256.digest());
    }
  }

  public Blob generate(long size, long seed, String mime) throws IOException {
    return store(new GeneratedBytes(size, seed, mime));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing in this JVM", e);
    }
  }

  @Override
  public void close() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
