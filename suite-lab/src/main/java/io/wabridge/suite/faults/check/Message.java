package io.wabridge.suite.faults.check;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One message with the data of its sender and its receiver. */
final class Message {

  private static final String BOTH = "both";
  private static final String FAILED = "Failed";

  final Tag tag;
  final long saidMs;
  final @Nullable String sha256;

  /** Which ids of the person the webhook named: "number", "user" or "both". */
  String ids = BOTH;

  /** The longest the file's downloads failed, as milliseconds of the clock; 0 if they worked. */
  long downloadUntilMs;

  /** The file can never be downloaded. */
  boolean fileGone;

  int textLength;

  /** An agent's file without a text. */
  boolean textless;

  /** The desk's conversation in which an agent wrote it. */
  String conversation = "";

  /** No agent sees what happens in that conversation any more. */
  boolean conversationEnded;

  /** A note at the desk says that it was not delivered. */
  boolean failureNoted;

  /** So does a note that does not say which message it is about; matched at the end. */
  boolean fileNoted;

  String firstArrival = "";

  long acceptedMs;
  long acceptedAs;
  boolean gaveUp;

  /** WhatsApp reported that it was not delivered. */
  boolean failed;

  /** Its statuses were repeated, several in one webhook, or contradicted each other. */
  boolean roughStatuses;

  int texts;
  int files;
  boolean fileWrong;
  boolean inLostStore;
  boolean receiptMayBeLost;
  boolean late;
  long arrivedAs;
  long arrivedMs;
  int repeatsUnderOneId;

  /** The person's address in the desk's conversation that has it. */
  String deskAddress = "";

  /** A message of the desk's conversation had the file: the first arrival or a later one. */
  boolean fileShown;

  /** The file came after its message, in a message of its own. */
  boolean fileLate;

  /** A message of its own says that the file does not follow. */
  boolean fileLost;

  /** The file came after its message without a text, which may follow once. */
  boolean fileUntitled;

  /** The desk has more than the person wrote: a notice. */
  boolean explained;

  final Set<String> receivedIds = new HashSet<>();
  final Set<String> fetchedUnderIds = new HashSet<>();
  final Map<String, Integer> receipts = new TreeMap<>();

  Message(Tag tag, long saidMs, @Nullable String sha256) {
    this.tag = tag;
    this.saidMs = saidMs;
    this.sha256 = sha256;
  }

  private boolean noted() {
    return failureNoted || fileNoted;
  }

  boolean accepted() {
    return acceptedAs > 0;
  }

  /**
   * What was sent is at the other side. Of a file that can never be downloaded, the desk has the
   * words and a notice; of a message that WhatsApp did not deliver, the agent has the receipt or a
   * note, unless the conversation at the desk has ended; so it has of a file that the desk did not
   * hand out.
   */
  boolean arrived() {
    if (failed || fileRefused()) {
      return receipts.containsKey(FAILED) || noted() || conversationEnded;
    }
    return texts > 0 && (sha256 == null || (fileGone ? explained : files > 0));
  }

  /** An agent's file that is not on the phone, because it could not be fetched from the desk. */
  boolean fileRefused() {
    return !tag.inbound()
        && sha256 != null
        && texts == 0
        && (receipts.containsKey(FAILED) || noted() || conversationEnded);
  }

  /** An agent's message is on the phone, and the desk has no receipt. */
  boolean withoutReceipt() {
    return !tag.inbound()
        && texts > 0
        && receipts.isEmpty()
        && !noted()
        && !receiptMayBeLost
        && !conversationEnded;
  }

  boolean namedByBoth() {
    return ids.equals(BOTH);
  }

  /**
   * The number of repeated arrivals, without repeats under the same id, which a desk can recognize.
   */
  int repeats() {
    return Math.max(0, Math.max(texts - 1 - repeatsUnderOneId, fetchedUnderIds.size() - 1));
  }

  /** The number of receipts beyond the first of each kind. */
  int repeatedReceipts() {
    return receipts.values().stream().mapToInt(count -> count - 1).sum();
  }
}
