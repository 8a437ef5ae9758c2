package io.wabridge.connectors;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A webhook as it came: the exact bytes, and its headers under lower-case names. */
public record Webhook(Map<String, String> headers, byte[] body) {

  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return "Webhook[" + body.length + " bytes]";
  }
}
