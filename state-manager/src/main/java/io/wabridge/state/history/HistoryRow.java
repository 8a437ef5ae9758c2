package io.wabridge.state.history;

import io.wabridge.model.Content;
import io.wabridge.model.Direction;
import io.wabridge.model.MediaRef;
import io.wabridge.model.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A message in the database, with its decrypted content.
 *
 * @param refersTo the message that it answers or changes
 * @param stored null: the content was removed, or cannot be read
 */
record HistoryRow(
    String id,
    Direction direction,
    String kind,
    String status,
    @Nullable String reason,
    Instant saidAt,
    Instant receivedAt,
    @Nullable String refersTo,
    MessageContents.@Nullable Stored stored) {

  static final String COLUMNS =
      """
       m.id, m.direction, m.kind, m.status, m.reason, m.said_at, m.accepted_at, m.media_type,
        m.media_url, m.media_bytes, m.media_sha256, m.media_filename, c.refers_to, c.content
      """;

  private static final String STORE = "s3://";

  static HistoryRow read(ResultSet row, TenantId tenant, MessageContents contents)
      throws SQLException {
    var id = row.getString("id");
    var sealed = row.getBytes("content");
    return new HistoryRow(
        id,
        Direction.valueOf(row.getString("direction")),
        row.getString("kind"),
        row.getString("status"),
        row.getString("reason"),
        row.getObject("said_at", OffsetDateTime.class).toInstant(),
        row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
        row.getString("refers_to"),
        sealed == null ? null : withFile(contents.open(tenant, id, sealed), row));
  }

  /** The content was saved before its file was fetched: where the file is, the delivery says. */
  private static MessageContents.@Nullable Stored withFile(
      MessageContents.@Nullable Stored stored, ResultSet row) throws SQLException {
    var url = row.getString("media_url");
    return stored == null || url == null || !url.startsWith(STORE)
        ? stored
        : new MessageContents.Stored(at(stored.content(), url, row), stored.origin());
  }

  private static Content at(Content content, String url, ResultSet row) throws SQLException {
    return switch (content) {
      case Content.Edit edit -> new Content.Edit(edit.target(), at(edit.now(), url, row));
      case Content.Media media -> {
        var slash = url.indexOf('/', STORE.length());
        yield new Content.Media(
            media.type(),
            row.getString("media_type"),
            row.getString("media_filename"),
            media.caption(),
            media.voice(),
            new MediaRef.Stored(
                url.substring(STORE.length(), slash),
                url.substring(slash + 1),
                row.getLong("media_bytes"),
                row.getString("media_sha256")));
      }
      default -> content;
    };
  }
}
