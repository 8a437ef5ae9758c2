package io.wabridge.connectors.chatwoot;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Converts emphasis, code, links and escapes of CommonMark to WhatsApp's marks. */
final class ChatwootInline {

  /** Deeper emphasis is left as it is. */
  private static final int DEEPEST = 8;

  private static final Pattern LINK =
      Pattern.compile(
          "!?\\[[^\\[\\]]{0,1000}\\]\\([ ]?<?"
              + "((?:[^\\s()<>]++|\\([^\\s()<>]{0,500}\\)){1,20}+)>?(?: \"[^\"]{0,500}\")?\\)");
  private static final Pattern ADDRESS =
      Pattern.compile("<((?:https?://|mailto:)[^\\s<>]{1,2048})>");

  /** Between two paragraphs; the line breaks stay with the first one. */
  private static final Pattern PARAGRAPHS = Pattern.compile("(?<=\\n\\n)(?=[^\\n])");

  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  /** A delimiter of CommonMark and WhatsApp's; longer ones first. */
  private record Mark(String delimiter, String open, String close) {}

  private static final List<Mark> MARKS =
      List.of(
          new Mark("***", "*_", "_*"),
          new Mark("___", "*_", "_*"),
          new Mark("**", "*", "*"),
          new Mark("__", "*", "*"),
          new Mark("~~", "~", "~"),
          new Mark("*", "_", "_"),
          new Mark("_", "_", "_"));

  private final String text;
  private final int depth;
  private final StringBuilder out = new StringBuilder();

  /** Delimiters without an end in the rest of the text: they are not searched again. */
  private final Set<String> unclosed = new HashSet<>();

  private int at;

  private ChatwootInline(String text, int depth) {
    this.text = text;
    this.depth = depth;
  }

  /** Emphasis ends with its paragraph. */
  static String toWhatsApp(String text) {
    return PARAGRAPHS
        .splitAsStream(text)
        .map(part -> new ChatwootInline(part, 0).converted())
        .collect(Collectors.joining());
  }

  private String converted() {
    while (at < text.length()) {
      if (!escape() && !code() && !link() && !emphasis()) {
        out.append(text.charAt(at++));
      }
    }
    return out.toString();
  }

  /** A backslash before a line break is the break itself. */
  private boolean escape() {
    if (text.charAt(at) != '\\' || at + 1 == text.length()) {
      return false;
    }
    var next = text.charAt(at + 1);
    if (next != '\n' && PUNCTUATION.indexOf(next) < 0) {
      return false;
    }
    out.append(next);
    at += 2;
    return true;
  }

  private boolean code() {
    if (text.charAt(at) != '`') {
      return false;
    }
    var ticks = run(at);
    var delimiter = "`".repeat(ticks);
    var end = unclosed.contains(delimiter) ? -1 : closingTicks(at + ticks, ticks);
    if (end < 0) {
      unclosed.add(delimiter);
      out.append(delimiter);
      at += ticks;
      return true;
    }
    var code = text.substring(at + ticks, end).strip();
    out.append('`').append(code).append('`');
    at = end + ticks;
    return true;
  }

  private int closingTicks(int from, int ticks) {
    for (var i = text.indexOf('`', from); i >= 0; i = text.indexOf('`', i)) {
      var length = run(i);
      if (length == ticks) {
        return i;
      }
      i += length;
    }
    return -1;
  }

  private int run(int from) {
    var end = from;
    while (end < text.length() && text.charAt(end) == text.charAt(from)) {
      end++;
    }
    return end - from;
  }

  private boolean link() {
    var first = text.charAt(at);
    if (first != '[' && first != '!' && first != '<') {
      return false;
    }
    var link = (first == '<' ? ADDRESS : LINK).matcher(text).region(at, text.length());
    if (!link.lookingAt()) {
      return false;
    }
    out.append(link.group(1));
    at = link.end();
    return true;
  }

  private boolean emphasis() {
    if ("*_~".indexOf(text.charAt(at)) < 0) {
      return false;
    }
    for (var mark : MARKS) {
      var delimiter = mark.delimiter();
      if (depth < DEEPEST && !unclosed.contains(delimiter) && opens(delimiter)) {
        var end = closing(delimiter, at + delimiter.length());
        if (end >= 0) {
          var inner = text.substring(at + delimiter.length(), end);
          out.append(mark.open());
          out.append(new ChatwootInline(inner, depth + 1).converted());
          out.append(mark.close());
          at = end + delimiter.length();
          return true;
        }
        unclosed.add(delimiter);
      }
    }
    var length = run(at);
    out.append(text, at, at + length);
    at += length;
    return true;
  }

  private boolean opens(String delimiter) {
    var after = at + delimiter.length();
    return text.startsWith(delimiter, at)
        && after < text.length()
        && !Character.isWhitespace(text.charAt(after))
        && text.charAt(after) != delimiter.charAt(0)
        && !(delimiter.charAt(0) == '_' && letter(at - 1));
  }

  /** The next end of this delimiter. */
  private int closing(String delimiter, int from) {
    var mark = delimiter.charAt(0);
    for (var i = from; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == mark) {
        var length = run(i);
        if (closes(delimiter, i, length) && i > from) {
          return i + length - delimiter.length();
        }
        i += length - 1;
      }
    }
    return -1;
  }

  private boolean closes(String delimiter, int i, int length) {
    var fits =
        length == delimiter.length() || length == 3 && delimiter.length() < 3 && inner(delimiter);
    return fits
        && !Character.isWhitespace(text.charAt(i - 1))
        && !(delimiter.charAt(0) == '_' && letter(i + length));
  }

  /** Two emphases may end at the same place: "**a *b***". */
  private static boolean inner(String delimiter) {
    return delimiter.charAt(0) != '~';
  }

  private boolean letter(int i) {
    return i >= 0 && i < text.length() && Character.isLetterOrDigit(text.charAt(i));
  }
}
