package io.wabridge.state.window;

import io.wabridge.model.ConversationId;
import io.wabridge.state.Columns;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * When persons came from an advertisement. If they are answered within 24 hours, WhatsApp charges
 * nothing for 72 hours from the first answer on; the 24-hour window stays as it is.
 */
@Repository
public class EntryPoints {

  private final JdbcClient db;

  EntryPoints(JdbcClient db) {
    this.db = db;
  }

  /** Records a click; a later one begins again. */
  public void record(ConversationId conversation, Instant at) {
    db.sql(
            """
            update conversation_mappings
            set entry_point_at = greatest(entry_point_at, least(:at::timestamptz, now()))
            where conversation_id = :id
            """)
        .param("at", Columns.at(at))
        .param("id", conversation.value())
        .update();
  }
}
