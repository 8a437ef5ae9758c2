package io.wabridge.state.parked;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.Reason;
import io.wabridge.state.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A parked envelope.
 *
 * @param sentence what the reason means
 * @param action what to do about it
 * @param whose where the cause lies
 * @param replay whether a replay can help
 * @param replayable whether it can be replayed; otherwise the archive of its time can be
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ParkedView(
    String id,
    @Nullable String tenantId,
    String stage,
    String contract,
    String reason,
    String sentence,
    String action,
    Reason.Whose whose,
    Reason.Replay replay,
    String detail,
    int attempts,
    boolean replayable,
    @Nullable String messageId,
    @Nullable String conversationId,
    @Nullable String correlation,
    String state,
    @Nullable String settled,
    @Nullable Instant parkedAt,
    @Nullable Instant settledAt) {

  /** A row of parked with the conversation of its message. */
  static ParkedView row(ResultSet row, int number) throws SQLException {
    var reason = Reason.named(row.getString("reason"));
    return new ParkedView(
        row.getString("id"),
        row.getString("tenant_id"),
        row.getString("stage"),
        row.getString("contract"),
        reason.name(),
        reason.sentence(),
        reason.action(),
        reason.whose(),
        reason.replay(),
        row.getString("detail"),
        row.getInt("attempts"),
        row.getString("conversation_key") != null && row.getString("tenant_id") != null,
        row.getString("message_id"),
        row.getString("conversation_id"),
        row.getString("correlation"),
        row.getString("state"),
        row.getString("settled_why"),
        Columns.instant(row, "parked_at"),
        Columns.instant(row, "settled_at"));
  }
}
