package io.wabridge.suite.faults.check;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One message as its sender and its receiver know it. */
final class Message {

  final Tag tag;
  final long saidMs;
  final @Nullable String sha256;

  long acceptedMs;
  long acceptedAs;
  boolean gaveUp;

  int texts;
  int files;
  boolean fileWrong;
  boolean forgotten;
  boolean late;
  long arrivedAs;
  long arrivedMs;
  int repeatsUnderOneId;
  final Set<String> receivedIds = new HashSet<>();

  Message(Tag tag, long saidMs, @Nullable String sha256) {
    this.tag = tag;
    this.saidMs = saidMs;
    this.sha256 = sha256;
  }

  boolean accepted() {
    return acceptedAs > 0;
  }

  boolean arrived() {
    return texts > 0 && (sha256 == null || files > 0);
  }

  /** Shown again, and not under the id by which a desk can tell that it has it already. */
  int again() {
    return Math.max(0, texts - 1 - repeatsUnderOneId);
  }
}
