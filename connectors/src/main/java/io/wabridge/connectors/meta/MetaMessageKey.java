package io.wabridge.connectors.meta;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The part of a message id that does not depend on how the person is addressed. An id is Base64 of
 * bytes that contain the address of the chat, a number or a user id, and after it a token; the same
 * message has one token under all addresses. (Seen in real webhooks; Meta documents ids as opaque,
 * so the exact id always counts first.)
 */
final class MetaMessageKey {

  private static final String PREFIX = "wamid.";

  /** Precedes a text in the bytes; the length of the text, one byte, follows. */
  private static final byte TEXT = 0x18;

  /** Real tokens have 16 characters and more. */
  private static final int SHORTEST = 12;

  private static final int LONGEST_ID = 1000;

  private MetaMessageKey() {}

  /** The token; null if the id does not consist of an address and a token. */
  static @Nullable String of(String id) {
    if (!id.startsWith(PREFIX) || id.length() > LONGEST_ID) {
      return null;
    }
    byte[] bytes = decode(id.substring(PREFIX.length()));
    int texts = 0;
    String last = null;
    for (int i = 0; i < bytes.length; i++) {
      String text = text(bytes, i);
      if (text != null) {
        texts++;
        last = text;
        i += 1 + text.length();
      }
    }
    return texts < 2 || last == null || last.length() < SHORTEST ? null : last;
  }

  private static byte[] decode(String base64) {
    String plain = base64.replace('-', '+').replace('_', '/').replace("=", "");
    try {
      return Base64.getDecoder().decode(plain);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** The text at this position, if one begins there. */
  private static @Nullable String text(byte[] bytes, int at) {
    if (bytes[at] != TEXT || at + 1 >= bytes.length) {
      return null;
    }
    int length = bytes[at + 1] & 0xff;
    int start = at + 2;
    if (length == 0 || start + length > bytes.length) {
      return null;
    }
    for (int i = start; i < start + length; i++) {
      if (bytes[i] <= ' ' || bytes[i] > '~') {
        return null;
      }
    }
    return new String(bytes, start, length, StandardCharsets.US_ASCII);
  }
}
