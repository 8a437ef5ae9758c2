package io.wabridge.state.message;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Reply;
import io.wabridge.model.ExternalId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which message another one refers to. */
@Repository
public class References {

  private final JdbcClient db;
  private final Excerpts excerpts;

  References(JdbcClient db, Excerpts excerpts) {
    this.db = db;
    this.excerpts = excerpts;
  }

  /** A message that another one refers to: its id, the one at the desk, and its beginning. */
  public record Quoted(String id, @Nullable ExternalId atDesk, @Nullable String excerpt) {}

  /**
   * The message that an arrival refers to: by the provider's id, otherwise the one message of the
   * conversation with the same key. With two of them it is not known which one is meant.
   */
  public Optional<Quoted> quoted(Arrival arrival, ExternalId id, Conversation conversation) {
    return db.sql(
            """
            select id, excerpt, case when desk_id = :desk then genesys_message_id end as at_desk
            from message_tracking
            where tenant_id = :tenant and channel_id = :channel and meta_message_id = :id
            """)
        .param("desk", conversation.desk().value())
        .param("tenant", arrival.tenant().value())
        .param("channel", arrival.channel().value())
        .param("id", id.value())
        .query((row, _) -> quoted(row, arrival))
        .optional()
        .or(() -> quotedByKey(arrival, conversation));
  }

  private Optional<Quoted> quotedByKey(Arrival arrival, Conversation conversation) {
    var key = arrival.refersToKey();
    if (key == null) {
      return Optional.empty();
    }
    var candidates =
        db.sql(
                """
                select id, excerpt,
                  case when desk_id = :desk then genesys_message_id end as at_desk
                from message_tracking
                where conversation_id in (select :conversation union all
                    select conversation_id from conversation_mappings
                    where merged_into = :conversation)
                  and channel_token = :key and tenant_id = :tenant
                limit 2
                """)
            .param("desk", conversation.desk().value())
            .param("conversation", conversation.id().value())
            .param("key", key)
            .param("tenant", arrival.tenant().value())
            .query((row, _) -> quoted(row, arrival))
            .list();
    return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
  }

  private Quoted quoted(ResultSet row, Arrival arrival) throws SQLException {
    return new Quoted(
        row.getString("id"),
        external(row.getString("at_desk")),
        excerpts.open(arrival.tenant(), row.getString("id"), row.getBytes("excerpt")));
  }

  /** Our id of the message that an agent's message refers to; of several parts the first one's. */
  public Optional<String> referredBy(Reply reply) {
    var refersTo = reply.refersTo();
    return refersTo == null
        ? Optional.empty()
        : db.sql(
                """
                select id from message_tracking
                where tenant_id = :tenant and desk_id = :desk
                  and (genesys_message_id = :id or id = :id)
                order by part limit 1
                """)
            .param("tenant", reply.tenant().value())
            .param("desk", reply.desk().value())
            .param("id", refersTo.value())
            .query(String.class)
            .optional();
  }

  /** The provider's id of a message of either direction; of several parts the first one's. */
  public Optional<ExternalId> atChannel(Ledger.DeskMessage message) {
    return db.sql(
            """
            select meta_message_id from message_tracking
            where tenant_id = :tenant and desk_id = :desk
              and (genesys_message_id = :id or id = :id) and meta_message_id is not null
            order by part limit 1
            """)
        .param("tenant", message.tenant().value())
        .param("desk", message.desk().value())
        .param("id", message.id().value())
        .query(String.class)
        .optional()
        .map(ExternalId::new);
  }

  /** The id in a column that may be null. */
  public static @Nullable ExternalId external(@Nullable String id) {
    return id == null ? null : new ExternalId(id);
  }
}
