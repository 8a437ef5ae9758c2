package io.wabridge.connectors.chatwoot;

import java.util.ArrayList;
import java.util.regex.Pattern;

/**
 * Agents' texts are CommonMark; WhatsApp has its own marks. Blocks are converted line by line here,
 * what is within a line by {@link ChatwootInline}. A link becomes its address, as in Chatwoot's own
 * WhatsApp inboxes.
 */
public final class ChatwootMarkdown {

  private static final Pattern FENCE = Pattern.compile(" {0,3}(```+|~~~+)[^`]*");
  private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6}[ \\t]+(\\S.*?)[ \\t#]*");
  private static final Pattern BULLET = Pattern.compile("([ \\t]*)[*+-][ \\t]+(\\S.*)");
  private static final Pattern NUMBERED = Pattern.compile("([ \\t]*[0-9]{1,9})[.)][ \\t]+(\\S.*)");
  private static final Pattern QUOTE = Pattern.compile(" {0,3}>[ \\t]?(.*)");

  private ChatwootMarkdown() {}

  /** The text with the marks of WhatsApp. */
  public static String toWhatsApp(String markdown) {
    var done = new ArrayList<String>();
    var text = new ArrayList<String>();
    var fence = "";
    for (var line : markdown.replace("\r\n", "\n").split("\n", -1)) {
      var mark = FENCE.matcher(line);
      if (!fence.isEmpty()) {
        if (line.strip().equals(fence)) {
          fence = "";
        } else {
          done.add(line);
        }
      } else if (mark.matches()) {
        flush(text, done);
        fence = mark.group(1);
      } else {
        text.add(block(line));
      }
    }
    flush(text, done);
    return String.join("\n", done).strip();
  }

  private static void flush(ArrayList<String> text, ArrayList<String> done) {
    if (!text.isEmpty()) {
      done.add(ChatwootInline.toWhatsApp(String.join("\n", text)));
      text.clear();
    }
  }

  private static String block(String line) {
    var heading = HEADING.matcher(line);
    if (heading.matches()) {
      var title = heading.group(1);
      return title.contains("**") || title.contains("__") ? title : "**" + title + "**";
    }
    var bullet = BULLET.matcher(line);
    if (bullet.matches()) {
      return bullet.group(1) + "- " + bullet.group(2);
    }
    var numbered = NUMBERED.matcher(line);
    if (numbered.matches()) {
      return numbered.group(1) + ". " + numbered.group(2);
    }
    var quote = QUOTE.matcher(line);
    return quote.matches() ? "> " + quote.group(1) : line;
  }

  /** The text with a backslash before each character that would format it. */
  public static String escaped(String text) {
    var escaped = new StringBuilder(text.length() + 16);
    for (var i = 0; i < text.length(); i++) {
      if (formats(text, i)) {
        escaped.append('\\');
      }
      escaped.append(text.charAt(i));
    }
    return escaped.toString();
  }

  private static boolean formats(String text, int i) {
    return switch (text.charAt(i)) {
      case '\\', '`', '[', ']' -> true;
      case '*', '~' -> !(blank(text, i - 1) && blank(text, i + 1));
      case '_' -> !(word(text, i - 1) && word(text, i + 1));
      case '#', '>' -> i == 0 || text.charAt(i - 1) == '\n';
      default -> false;
    };
  }

  private static boolean blank(String text, int i) {
    return i < 0 || i >= text.length() || Character.isWhitespace(text.charAt(i));
  }

  private static boolean word(String text, int i) {
    return i >= 0 && i < text.length() && Character.isLetterOrDigit(text.charAt(i));
  }
}
