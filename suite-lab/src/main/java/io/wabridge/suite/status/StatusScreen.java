package io.wabridge.suite.status;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Formats sections and columns, coloured only for a terminal. */
final class StatusScreen {

  static final String GOOD = "✓ ";
  static final String BAD = "✗ ";
  private static final String RED = "\033[31m";
  private static final String GREEN = "\033[32m";
  private static final String BOLD = "\033[1m";
  private static final String PLAIN = "\033[0m";

  private final StringBuilder text = new StringBuilder();
  private final boolean coloured;

  StatusScreen(boolean coloured) {
    this.coloured = coloured;
  }

  void section(String title, List<String> lines) {
    text.append('\n').append(coloured ? BOLD + title + PLAIN : title).append('\n');
    for (String line : lines) {
      text.append("  ").append(coloured ? colour(line) : line).append('\n');
    }
  }

  private static String colour(String line) {
    return line.replace(GOOD, GREEN + GOOD + PLAIN).replace(BAD, RED + BAD + PLAIN);
  }

  /** Rows as aligned lines; the last column is not padded. */
  static List<String> columns(Collection<List<String>> rows) {
    var widths = new ArrayList<Integer>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        if (widths.size() == i) {
          widths.add(0);
        }
        widths.set(i, Math.max(widths.get(i), row.get(i).length()));
      }
    }
    return rows.stream().map(row -> padded(row, widths)).toList();
  }

  private static String padded(List<String> row, List<Integer> widths) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append(row.get(i)).repeat(' ', widths.get(i) - row.get(i).length() + 2);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
