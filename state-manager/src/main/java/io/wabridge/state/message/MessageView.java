package io.wabridge.state.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.state.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message for operators: its metadata, without its content.
 *
 * @param stage where it waits, if it is not a message of the ledger yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageView(
    String id,
    String tenantId,
    String conversationId,
    String direction,
    String kind,
    int part,
    String status,
    @Nullable String reason,
    @Nullable String detail,
    int attempts,
    @Nullable String channelMessageId,
    @Nullable String deskMessageId,
    @Nullable String mediaType,
    @Nullable String mediaUrl,
    @Nullable Long mediaBytes,
    @Nullable Instant saidAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant updatedAt,
    @Nullable String stage) {

  static MessageView row(ResultSet row, int number) throws SQLException {
    return new MessageView(
        row.getString("id"),
        row.getString("tenant_id"),
        row.getString("conversation_id"),
        row.getString("direction"),
        row.getString("kind"),
        row.getInt("part"),
        row.getString("status"),
        row.getString("reason"),
        row.getString("detail"),
        row.getInt("attempts"),
        row.getString("meta_message_id"),
        row.getString("genesys_message_id"),
        row.getString("media_type"),
        row.getString("media_url"),
        row.getObject("media_bytes", Long.class),
        Columns.instant(row, "said_at"),
        Columns.instant(row, "accepted_at"),
        Columns.instant(row, "updated_at"),
        null);
  }
}
