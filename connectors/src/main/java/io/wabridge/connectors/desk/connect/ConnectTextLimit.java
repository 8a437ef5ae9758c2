package io.wabridge.connectors.desk.connect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a text may be: older instances count 1,024 characters, newer ones 16,384 bytes (checked
 * on 26 November 2026 in API_ChatMessage).
 */
enum ConnectTextLimit {
  CHARACTERS_1024("1024-characters", 1024) {
    @Override
    int size(String text) {
      return text.length();
    }
  },
  BYTES_16384("16384-bytes", 16_384) {
    @Override
    int size(String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
  };

  /** For "(12/34) " in front of a part. */
  private static final int NUMBER = 10;

  private final String value;
  private final int most;

  ConnectTextLimit(String value, int most) {
    this.value = value;
    this.most = most;
  }

  static ConnectTextLimit of(String value) {
    return BYTES_16384.value.equals(value) ? BYTES_16384 : CHARACTERS_1024;
  }

  String value() {
    return value;
  }

  abstract int size(String text);

  /** The text, or numbered parts of it that are split at lines or words. */
  List<String> parts(String text) {
    if (size(text) <= most) {
      return List.of(text);
    }
    var parts = new ArrayList<String>();
    var rest = text;
    while (!rest.isEmpty()) {
      var end = end(rest);
      var part = rest.substring(0, end).strip();
      if (!part.isEmpty()) {
        parts.add(part);
      }
      rest = rest.substring(end);
    }
    var numbered = new ArrayList<String>();
    for (var n = 0; n < parts.size(); n++) {
      numbered.add("(" + (n + 1) + "/" + parts.size() + ") " + parts.get(n));
    }
    return numbered;
  }

  private int end(String text) {
    var longest = longest(text);
    if (longest == text.length()) {
      return longest;
    }
    for (var separator : new char[] {'\n', ' '}) {
      var found = text.lastIndexOf(separator, longest - 1);
      if (found > longest / 2) {
        return found + 1;
      }
    }
    return longest;
  }

  /** The longest beginning that fits, without half a code point. */
  private int longest(String text) {
    var room = most - NUMBER;
    var end = 0;
    while (end < text.length()) {
      var next = Character.toString(text.codePointAt(end));
      room -= size(next);
      if (room < 0) {
        break;
      }
      end += next.length();
    }
    return end;
  }
}
