package io.wabridge.connectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Real-looking webhooks, one file per situation. */
public final class Fixtures {

  private Fixtures() {}

  public static byte[] webhook(String path) {
    return webhookOf(text(path));
  }

  public static byte[] webhookOf(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  public static String text(String path) {
    try (InputStream in = Fixtures.class.getResourceAsStream("/fixtures/" + path + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
