package io.wabridge.testkit;

import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The part of a file that people read; everything else is blanked, so that line numbers hold. */
final class Prose {

  private static final Pattern MARKDOWN_CODE =
      Pattern.compile("(?ms)^ {0,3}```.*?^ {0,3}```|`[^`\\n]*`|]\\([^)\\n]*\\)|<!--.*?-->");

  /** Text blocks, strings, comments; the order matters, as each may contain the others' signs. */
  private static final Pattern CODE_TEXT =
      Pattern.compile(
          "(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'|`(?:\\\\.|[^`\\\\])*`"
              + "|//[^\\n]*|/\\*.*?\\*/");

  /** Names of types and members inside comments are code. */
  private static final Pattern JAVADOC_CODE =
      Pattern.compile("\\{@(?:code|link|linkplain) [^}]*}|@(?:param|see|throws) \\S+");

  private Prose() {}

  static String of(Path file, String text) {
    var name = file.getFileName().toString();
    if (name.endsWith(".md")) {
      return MARKDOWN_CODE.matcher(text).replaceAll(match -> blank(match.group()));
    }
    if (name.matches(".*\\.(java|ts|tsx|js|mjs)")) {
      var only = new StringBuilder(blank(text));
      CODE_TEXT.matcher(text).results().forEach(match -> copy(text, match, only));
      return JAVADOC_CODE.matcher(only).replaceAll(match -> blank(match.group()));
    }
    return text;
  }

  static String blank(String text) {
    return text.replaceAll("[^\\n]", " ");
  }

  static int lineOf(String text, int position) {
    return 1 + (int) text.substring(0, position).chars().filter(sign -> sign == '\n').count();
  }

  private static void copy(String text, MatchResult match, StringBuilder to) {
    to.replace(match.start(), match.end(), text.substring(match.start(), match.end()));
  }
}
