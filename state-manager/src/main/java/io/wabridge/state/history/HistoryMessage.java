package io.wabridge.state.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.Content;
import io.wabridge.model.Direction;
import io.wabridge.model.Origin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message with its content.
 *
 * @param saidAt when the other side says it was said
 * @param receivedAt when the bridge accepted it; messages are in this order
 * @param reason why it was not delivered
 * @param receipts when which status was reported
 * @param content what it says now, after its last edit; absent: it was deleted and is not kept
 * @param fileLink a signed link to its file, if the file is stored
 * @param origin where it comes from, if it is not the person's or agent's own words
 * @param versions what it said before, the oldest first
 * @param deletedAt when its sender deleted it
 * @param quoted the message that it answers
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record HistoryMessage(
    String id,
    Direction direction,
    String kind,
    String status,
    @Nullable String reason,
    Instant saidAt,
    Instant receivedAt,
    List<Receipt> receipts,
    @Nullable Content content,
    @Nullable String fileLink,
    @Nullable Origin origin,
    @Nullable Instant editedAt,
    List<Version> versions,
    @Nullable Instant deletedAt,
    List<Reaction> reactions,
    @Nullable Quoted quoted) {

  /** A status that was reported, in lower case. */
  record Receipt(String status, Instant at) {}

  /** An earlier content, and since when the message had it. */
  record Version(Content content, Instant since) {}

  /** The last reaction of one side. */
  record Reaction(String emoji, Direction direction, Instant at) {}

  /**
   * @param text the beginning of the quoted message; absent: it is not kept, or has no text
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Quoted(String id, @Nullable String text) {}

  /** Contains what was said: only the id is for logs. */
  @Override
  public String toString() {
    return "HistoryMessage[" + id + "]";
  }
}
