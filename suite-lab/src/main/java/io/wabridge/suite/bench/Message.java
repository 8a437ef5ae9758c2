package io.wabridge.suite.bench;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A message of a run, with its times by this process's clock. */
final class Message {

  private static final Pattern TAG = Pattern.compile("#[io]\\d+\\.\\d+#");

  final Talk talk;
  final boolean in;
  final int number;

  /** The planned time; latency is measured from it, so a delay of the load generator counts too. */
  final long planned;

  final Runnable afterwards;
  volatile long accepted;
  volatile long arrived;

  Message(Talk talk, boolean in, int number, long planned, Runnable afterwards) {
    this.talk = talk;
    this.in = in;
    this.number = number;
    this.planned = planned;
    this.afterwards = afterwards;
  }

  String tag() {
    return "#" + (in ? "i" : "o") + talk.number + "." + number + "#";
  }

  static @Nullable String tagIn(String text) {
    var match = TAG.matcher(text);
    return match.find() ? match.group() : null;
  }
}
