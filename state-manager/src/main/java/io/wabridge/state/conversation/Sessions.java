package io.wabridge.state.conversation;

import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.ConversationMappings.AtDesk;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.DeskId;
import io.wabridge.model.Session;
import io.wabridge.model.TenantId;
import io.wabridge.state.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The sessions that the desks' connectors keep for conversations, each encrypted for its own
 * conversation. A session is written when it has changed or is older than a minute, not with every
 * delivery.
 */
@Repository
public class Sessions {

  private final JdbcClient db;
  private final CommittedMappings mappings;
  private final FieldEncryption encryption;

  Sessions(JdbcClient db, CommittedMappings mappings, FieldEncryption encryption) {
    this.db = db;
    this.mappings = mappings;
    this.encryption = encryption;
  }

  /**
   * A session's state, ready to be stored.
   *
   * @param unchanged whether the stored state is the same and is kept
   * @param ciphertext the new state, encrypted
   */
  public record Sealed(boolean unchanged, byte @Nullable [] ciphertext) {

    static final Sealed NOTHING = new Sealed(false, null);
  }

  /** The state for this conversation, compared with the one that is stored there. */
  public Sealed seal(
      TenantId tenant, String conversation, @Nullable String state, byte @Nullable [] stored) {
    if (state == null) {
      return Sealed.NOTHING;
    }
    var associatedData = associatedData(tenant.value(), conversation);
    return stored != null && state.equals(encryption.decrypt(stored, associatedData))
        ? new Sealed(true, null)
        : new Sealed(false, encryption.encrypt(state, associatedData));
  }

  /**
   * The session in a row of conversation_mappings; null if nothing was delivered to the desk yet.
   */
  public @Nullable Session read(ResultSet row) throws SQLException {
    var at = Columns.instant(row, "desk_conversation_at");
    if (at == null) {
      return null;
    }
    var stored = row.getBytes("desk_session");
    return new Session(
        row.getString("desk_conversation_id"),
        stored == null
            ? null
            : encryption.decrypt(
                stored,
                associatedData(row.getString("tenant_id"), row.getString("conversation_id"))),
        at);
  }

  /** The session that was kept with the last delivery of the conversation. */
  public Optional<Session> of(String tenant, String conversation) {
    return db.sql(
            """
            select tenant_id, conversation_id, desk_conversation_id, desk_conversation_at,
              desk_session
            from conversation_mappings
            where tenant_id = :tenant and conversation_id = :id
            """)
        .param("tenant", tenant)
        .param("id", conversation)
        .query((row, _) -> Optional.ofNullable(read(row)))
        .optional()
        .flatMap(session -> session);
  }

  /**
   * The session of the conversation in which the agent wrote the message. After a merge the message
   * belongs to another conversation, and has the address of the one that was closed.
   */
  public Optional<Session> ofReceipt(String tenant, String message) {
    return db.sql(
            """
            select coalesce(closed.conversation_id, m.conversation_id)
            from message_tracking m
              left join conversation_mappings closed
                on closed.tenant_id = m.tenant_id and closed.desk_id = m.desk_id
                  and closed.channel_id = m.channel_id
                  and closed.desk_address = m.receipt_address and closed.merged_into is not null
            where m.tenant_id = :tenant and m.id = :message
            order by closed.closed_at desc nulls last
            limit 1
            """)
        .param("tenant", tenant)
        .param("message", message)
        .query(String.class)
        .optional()
        .flatMap(conversation -> of(tenant, conversation));
  }

  /** Stores what a delivery to the desk returned. */
  public void save(TenantId tenant, DeskId desk, AtDesk place, Session session) {
    var conversation = place.conversation().value();
    var stored =
        db.sql("select desk_session from conversation_mappings where conversation_id = :id")
            .param("id", conversation)
            .query((row, _) -> Optional.ofNullable(row.getBytes(1)))
            .single()
            .orElse(null);
    var sealed = seal(tenant, conversation, session.state(), stored);
    var written =
        db.sql(
                """
                update conversation_mappings
                set desk_conversation_id = :desk, desk_conversation_at = now(),
                    desk_session = case when :unchanged then desk_session else :state::bytea end,
                    last_activity_at = now()
                where tenant_id = :tenant and conversation_id = :id
                  and (desk_conversation_id is distinct from :desk
                    or not :unchanged and desk_session is distinct from :state::bytea
                    or coalesce(desk_conversation_at < now() - interval '1 minute', true))
                """)
            .param("desk", session.conversation())
            .param("unchanged", sealed.unchanged())
            .param("state", sealed.ciphertext())
            .param("tenant", tenant.value())
            .param("id", conversation)
            .update();
    if (written == 1) {
      remember(tenant, desk, session.conversation(), place);
    }
  }

  /**
   * An agent's message names the desk's conversation. A state that was stored for another one does
   * not belong to it.
   */
  public void saveDeskConversation(Conversation conversation, String deskConversation) {
    var written =
        db.sql(
                """
                update conversation_mappings
                set desk_session = case when desk_conversation_id = :desk then desk_session end,
                    desk_conversation_id = :desk, desk_conversation_at = now(),
                    last_activity_at = now()
                where tenant_id = :tenant and conversation_id = :id
                  and (desk_conversation_id is distinct from :desk
                    or coalesce(desk_conversation_at < now() - interval '1 minute', true))
                """)
            .param("desk", deskConversation)
            .param("tenant", conversation.tenant().value())
            .param("id", conversation.id().value())
            .update();
    if (written == 1) {
      remember(
          conversation.tenant(), conversation.desk(), deskConversation, AtDesk.of(conversation));
    }
  }

  /** The desk has this conversation under this id. */
  public void remember(
      TenantId tenant, DeskId desk, @Nullable String deskConversation, AtDesk place) {
    if (deskConversation != null) {
      mappings.put(new Ledger.DeskConversation(tenant, desk, deskConversation), place);
    }
  }

  private static String associatedData(String tenant, String conversation) {
    return tenant + "|conversation_mappings|desk_session|" + conversation;
  }
}
