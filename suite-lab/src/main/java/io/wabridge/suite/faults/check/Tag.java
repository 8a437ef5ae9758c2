package io.wabridge.suite.faults.check;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The mark inside every text of a run: whose message it is, which way it goes, and its number. */
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

  /** The conversation and the way in it, inside which there is an order. */
  String lane() {
    return tenant + "/" + person + (inbound ? "/in" : "/out");
  }

  @Override
  public String toString() {
    return lane() + "/" + number;
  }
}
