package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/** Writes JSON like Meta's webhooks: lower-case escapes for non-ASCII, and escaped slashes. */
final class MetaJson {
  private static final byte[] HEX =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private byte[] out;
  private int length;

  private MetaJson(int size) {
    out = new byte[size];
  }

  static byte[] bytes(JsonNode node) {
    String plain = Json.MAPPER.writeValueAsString(node);
    MetaJson json = new MetaJson(plain.length() + plain.length() / 8 + 16);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c == '\\') {
        i += json.copyEscape(plain, i);
      } else if (c == '/') {
        json.put('\\');
        json.put('/');
      } else if (c < 0x7f) {
        json.put(c);
      } else {
        json.unicode(c);
      }
    }
    return Arrays.copyOf(json.out, json.length);
  }

  /** Copies one of Jackson's escapes with its hex digits in lower case; returns how far to skip. */
  private int copyEscape(String plain, int at) {
    char kind = plain.charAt(at + 1);
    if (kind == 'u') {
      unicode((char) Integer.parseInt(plain.substring(at + 2, at + 6), 16));
      return 5;
    }
    put('\\');
    put(kind);
    return 1;
  }

  private void unicode(char c) {
    put('\\');
    put('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      put((char) HEX[(c >> shift) & 0xf]);
    }
  }

  private void put(char c) {
    if (length == out.length) {
      out = Arrays.copyOf(out, out.length * 2);
    }
    out[length++] = (byte) c;
  }
}
