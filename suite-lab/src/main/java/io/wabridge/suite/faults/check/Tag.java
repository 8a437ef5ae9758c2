package io.wabridge.suite.faults.check;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tag inside every text of a run: tenant, person, direction and number. */
record Tag(String run, String tenant, String person, boolean inbound, int number) {

  private static final Pattern MARK =
      Pattern.compile("\\b([a-z0-9]+)/(T\\d+)/(P\\d+)/(in|out)/(\\d+)\\b");

  static @Nullable Tag in(@Nullable String text) {
    var match = text == null ? null : MARK.matcher(text);
    if (match == null || !match.find()) {
      return null;
    }
    return new Tag(
        match.group(1),
        match.group(2),
        match.group(3),
        match.group(4).equals("in"),
        Integer.parseInt(match.group(5)));
  }

  /** The tag in the name of a file, where dots separate its parts. */
  static @Nullable Tag ofFile(String filename) {
    return in(filename.replace('.', '/'));
  }

  /** The conversation and direction; the order applies within it. */
  String lane() {
    return tenant + "/" + person + (inbound ? "/in" : "/out");
  }

  @Override
  public String toString() {
    return lane() + "/" + number;
  }
}
