package io.wabridge.state.window;

import io.wabridge.model.Reason;
import io.wabridge.state.Columns;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the wait of a message says: it goes on, the message is sent, or it fails. */
@Repository
public class MessageWaits {

  private final JdbcClient db;

  MessageWaits(JdbcClient db) {
    this.db = db;
  }

  /**
   * The wait of a message.
   *
   * @param endsAt when it ends, at the latest
   * @param asks whether the message is the template that asks the person to write: it does not
   *     wait, and is not sent after the wait has ended
   * @param reason why its messages fail; null: they do not
   */
  public record Wait(
      WaitState state,
      Instant endsAt,
      boolean asks,
      @Nullable Reason reason,
      @Nullable String detail) {}

  /** The wait of this message; empty: it does not wait. */
  public Optional<Wait> of(String message) {
    return db.sql(
            """
            select w.*, w.template = m.id as asks from message_tracking m join person_waits w on w.id = m.waits_for
            where m.id = :message
            """)
        .param("message", message)
        .query((row, _) -> {
          var state = WaitState.valueOf(row.getString("state"));
          var asks = row.getBoolean("asks");
          return new Wait(
              state,
              Objects.requireNonNull(Columns.instant(row, "ends_at")),
              asks,
              switch (state) {
                case WAITING -> null;
                case ANSWERED -> asks ? Reason.EXPIRED : null;
                case EXPIRED -> Reason.PERSON_SILENT;
                case FAILED ->
                    row.getString("reason") == null
                        ? Reason.OTHER_SIDE
                        : Reason.named(row.getString("reason"));
              },
              row.getString("detail"));
        })
        .optional();
  }
}
