package io.wabridge.state.message;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Reply;
import io.wabridge.model.ConversationId;
import io.wabridge.model.Direction;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.MessageId;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import io.wabridge.state.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All messages, each once. The unique keys of the table make a repeated webhook harmless. */
@Repository
public class Messages {

  private final JdbcClient db;
  private final Excerpts excerpts;

  Messages(JdbcClient db, Excerpts excerpts) {
    this.db = db;
    this.excerpts = excerpts;
  }

  /** A message, its status, and the conversation in which it was registered first. */
  public record Known(MessageId id, Status status, ConversationId conversation) {}

  public Known register(Arrival arrival, Conversation conversation) {
    var id = Ids.next();
    var inserted =
        insert(id, conversation, Direction.INBOUND, arrival.kind(), 0, arrival.excerpt())
            .param("channelMessage", arrival.externalId().value())
            .param("token", arrival.messageKey())
            .param("receiptAddress", null)
            .param("deskMessage", null)
            .param("shown", null)
            .param("said", Columns.at(arrival.saidAt()))
            .param("accepted", Columns.at(arrival.acceptedAt()))
            .update();
    if (inserted == 1) {
      addHop(id, arrival.acceptedAt(), "whatsapp-webhook-service", "accepted", null);
      addHop(id, Instant.now(), "inbound-transformer", "normalized", arrival.note());
      return new Known(new MessageId(id), Status.RECEIVED, conversation.id());
    }
    return db.sql(
            """
            select id, status, conversation_id from message_tracking
            where channel_id = :channel and meta_message_id = :channelMessage
            """)
        .param("channel", arrival.channel().value())
        .param("channelMessage", arrival.externalId().value())
        .query(Messages::known)
        .single();
  }

  public Known register(Reply reply, int part, Conversation conversation) {
    var id = Ids.next();
    var said = reply.parts().get(part);
    var inserted =
        insert(id, conversation, Direction.OUTBOUND, said.kind(), part, said.excerpt())
            .param("channelMessage", null)
            .param("token", null)
            .param(
                "receiptAddress",
                reply.deskAddress().equals(conversation.deskAddress()) ? null : reply.deskAddress())
            .param("deskMessage", reply.externalId().value())
            .param("shown", shown(reply))
            .param("said", Columns.at(reply.saidAt()))
            .param("accepted", Columns.at(reply.acceptedAt()))
            .update();
    if (inserted == 1) {
      addHop(id, reply.acceptedAt(), "genesys-webhook-service", "accepted", null);
      addHop(id, Instant.now(), "outbound-transformer", "normalized", said.shaped());
      return new Known(new MessageId(id), Status.RECEIVED, conversation.id());
    }
    return db.sql(
            """
            select id, status, conversation_id from message_tracking
            where desk_id = :desk and genesys_message_id = :deskMessage and part = :part
              and direction = 'OUTBOUND'
            """)
        .param("desk", reply.desk().value())
        .param("deskMessage", reply.externalId().value())
        .param("part", part)
        .query(Messages::known)
        .single();
  }

  /** A message of the bridge itself to the person, which no desk knows. */
  public Known registerOwn(Conversation conversation, Reply.Part said) {
    var id = Ids.next();
    var now = Instant.now();
    insert(id, conversation, Direction.OUTBOUND, said.kind(), 0, said.excerpt())
        .param("channelMessage", null)
        .param("token", null)
        .param("receiptAddress", null)
        .param("deskMessage", null)
        .param("shown", null)
        .param("said", Columns.at(now))
        .param("accepted", Columns.at(now))
        .update();
    addHop(id, now, "state-manager", "registered", "asks the person to write");
    return new Known(new MessageId(id), Status.RECEIVED, conversation.id());
  }

  /** A message of the bridge itself to the desk's agents. */
  public Known registerNote(Conversation conversation, ExternalId externalId) {
    var id = Ids.next();
    var now = Instant.now();
    var inserted =
        insert(id, conversation, Direction.INBOUND, "notice", 0, null)
            .param("channelMessage", externalId.value())
            .param("token", null)
            .param("receiptAddress", null)
            .param("deskMessage", null)
            .param("shown", null)
            .param("said", Columns.at(now))
            .param("accepted", Columns.at(now))
            .update();
    if (inserted == 1) {
      addHop(id, now, "state-manager", "registered", "a note for the agents");
      return new Known(new MessageId(id), Status.RECEIVED, conversation.id());
    }
    return find(conversation, externalId.value());
  }

  /** A message for a desk that may only read; it has an id of its own. */
  public Known registerCopy(Conversation reader, String original, String kind, Instant saidAt) {
    var id = Ids.next();
    var externalId = original + "#copy:" + reader.desk();
    var now = Instant.now();
    var inserted =
        insert(
                id,
                reader,
                Direction.INBOUND,
                kind,
                0,
                excerpts.of(reader.tenant(), original).orElse(null))
            .param("channelMessage", externalId)
            .param("token", null)
            .param("receiptAddress", null)
            .param("deskMessage", null)
            .param("shown", null)
            .param("said", Columns.at(saidAt))
            .param("accepted", Columns.at(now))
            .update();
    if (inserted == 1) {
      addHop(id, now, "state-manager", "registered", "a copy of " + original);
      return new Known(new MessageId(id), Status.RECEIVED, reader.id());
    }
    return find(reader, externalId);
  }

  private Known find(Conversation conversation, String externalId) {
    return db.sql(
            """
            select id, status, conversation_id from message_tracking
            where channel_id = :channel and meta_message_id = :channelMessage
            """)
        .param("channel", conversation.channel().value())
        .param("channelMessage", externalId)
        .query(Messages::known)
        .single();
  }

  /** Whether an agent's message was registered before. */
  public boolean has(Reply reply) {
    return db.sql(
            """
            select exists (select 1 from message_tracking where desk_id = :desk
              and genesys_message_id = :deskMessage and direction = 'OUTBOUND')
            """)
        .param("desk", reply.desk().value())
        .param("deskMessage", reply.externalId().value())
        .query(Boolean.class)
        .single();
  }

  private static Known known(ResultSet row, int number) throws SQLException {
    return new Known(
        new MessageId(row.getString("id")),
        Status.valueOf(row.getString("status")),
        new ConversationId(row.getString("conversation_id")));
  }

  private JdbcClient.StatementSpec insert(
      String id,
      Conversation conversation,
      Direction direction,
      String kind,
      int part,
      @Nullable String excerpt) {
    return db.sql(
            """
            insert into message_tracking (id, tenant_id, conversation_id, channel_id, desk_id,
              direction, kind, part, meta_message_id, channel_token, genesys_message_id, status,
              excerpt, receipt_address, shown_statuses, said_at, accepted_at)
            values (:id, :tenant, :conversation, :channel, :desk, :direction, :kind, :part,
              :channelMessage, :token, :deskMessage, 'RECEIVED', :excerpt, :receiptAddress,
              cast(:shown as text[]), :said, :accepted)
            on conflict do nothing
            """)
        .param("id", id)
        .param("tenant", conversation.tenant().value())
        .param("conversation", conversation.id().value())
        .param("channel", conversation.channel().value())
        .param("desk", conversation.desk().value())
        .param("direction", direction.name())
        .param("kind", kind)
        .param("part", part)
        .param("excerpt", excerpts.lock(conversation.tenant(), excerpt));
  }

  /** The further statuses that the desk shows of the message; null: none. */
  public static String @Nullable [] shown(Reply reply) {
    return reply.shown().isEmpty() ? null : Progress.names(reply.shown());
  }

  /** Advances the status of a message; false if it had that status or a later one. */
  public boolean move(TenantId tenant, String id, Ledger.DeliveryOutcome ended) {
    return db.sql(
                """
                update message_tracking
                set status = :status, reason = :reason, detail = :detail, updated_at = now(),
                    attempts = attempts + case when :status = 'DELIVERING' then 1 else 0 end
                where id = :id and tenant_id = :tenant and status = any(:before)
                """)
            .param("status", ended.status().name())
            .param("reason", ended.reason() == null ? null : ended.reason().name())
            .param("detail", ended.detail())
            .param("id", id)
            .param("tenant", tenant.value())
            .param("before", Progress.names(Progress.before(ended.status())))
            .update()
        == 1;
  }

  /** Stores the key of a message that the person got. */
  public void setMessageKey(TenantId tenant, String id, String key) {
    db.sql(
            """
            update message_tracking set channel_token = :key
            where id = :id and tenant_id = :tenant and channel_token is null
            """)
        .param("key", key)
        .param("id", id)
        .param("tenant", tenant.value())
        .update();
  }

  public Optional<Ledger.Progress> progress(TenantId tenant, String id) {
    return db.sql(
            """
            select status, media_url is not null as with_file from message_tracking
            where id = :id and tenant_id = :tenant
            """)
        .param("id", id)
        .param("tenant", tenant.value())
        .query((row, _) ->
            new Ledger.Progress(
                Status.valueOf(row.getString("status")), row.getBoolean("with_file")))
        .optional();
  }

  /** Stores the id that the receiving side gave. */
  public void setExternalId(
      TenantId tenant, String id, Direction direction, ExternalId externalId) {
    var column =
        switch (direction) {
          case INBOUND -> "genesys_message_id";
          case OUTBOUND -> "meta_message_id";
        };
    db.sql(
            """
            update message_tracking set %1$s = :external
            where id = :id and tenant_id = :tenant
              and (%1$s is null or %1$s like 'provisional:%%')
            """
                .formatted(column))
        .param("external", externalId.value())
        .param("id", id)
        .param("tenant", tenant.value())
        .update();
  }

  public void addHop(String id, Instant at, String stage, String outcome, @Nullable String detail) {
    db.sql("insert into message_hops values (:id, :at, :stage, :outcome, :detail)")
        .param("id", id)
        .param("at", Columns.at(at))
        .param("stage", stage)
        .param("outcome", outcome)
        .param("detail", detail)
        .update();
  }
}
