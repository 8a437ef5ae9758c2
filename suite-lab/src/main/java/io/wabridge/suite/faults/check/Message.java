package io.wabridge.suite.faults.check;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One message with the data of its sender and its receiver. */
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
  boolean inLostStore;
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

  /**
   * The number of repeated arrivals, without repeats under the same id, which a desk can recognize.
   */
  int repeats() {
    return Math.max(0, texts - 1 - repeatsUnderOneId);
  }
}
