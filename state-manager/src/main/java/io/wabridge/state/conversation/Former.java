package io.wabridge.state.conversation;

import io.wabridge.kit.client.Conversation;
import io.wabridge.model.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that is continued at another desk. The 24-hour window belongs to channel and
 * person, so the person's last message counts there, too.
 */
record Former(Conversation conversation, @Nullable String lastInboundId) {

  static Former read(ResultSet row, int number) throws SQLException {
    return new Former(ConversationRow.read(row, number), row.getString("last_inbound_id"));
  }

  @Nullable Instant lastInboundAt() {
    return conversation.lastInboundAt();
  }

  Person person() {
    return conversation.person();
  }
}
