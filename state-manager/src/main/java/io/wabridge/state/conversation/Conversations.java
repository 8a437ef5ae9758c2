package io.wabridge.state.conversation;

import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Reply;
import io.wabridge.model.ConversationId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The conversations between persons and desks, by channel: found by their ids and addresses. */
@Repository
public class Conversations {

  private final JdbcClient db;
  private final Sessions sessions;
  private final Merges merges;

  Conversations(JdbcClient db, Sessions sessions, Merges merges) {
    this.db = db;
    this.sessions = sessions;
    this.merges = merges;
  }

  /** The conversation in which an agent writes. */
  public Optional<Conversation> of(Reply reply) {
    var deskConversation = reply.deskConversation();
    var known =
        deskConversation == null
            ? Optional.<Conversation>empty()
            : sessions
                .find(reply.tenant(), deskConversation)
                .map(ConversationId::new)
                .flatMap(this::get);
    return known
        .filter(conversation -> conversation.deskAddress().equals(reply.deskAddress()))
        .filter(conversation -> conversation.desk().equals(reply.desk()))
        .or(() -> at(new Ledger.DeskAddress(reply.tenant(), reply.desk(), reply.deskAddress())));
  }

  /** The conversation in which it is continued; itself, if it was not merged into another one. */
  public Conversation continuation(Conversation conversation) {
    return conversation.closedAt() == null
        ? conversation
        : merges.into(conversation.id()).flatMap(this::get).orElse(conversation);
  }

  /**
   * The conversation with the person who has this address at the desk, open or closed. A phone
   * number in another spelling than the address stands for the person who has the number now.
   */
  public Optional<Conversation> at(Ledger.DeskAddress address) {
    return atExactly(address)
        .or(() -> PhoneNumber.digits(address.address()).flatMap(digits -> by(digits, address)));
  }

  /** By the desk's id of its conversation; a former one is found for a day. */
  public Optional<Conversation> at(Ledger.DeskConversation named) {
    return sessions
        .find(named.tenant(), named.conversation())
        .flatMap(id -> get(new ConversationId(id)))
        .filter(conversation ->
            conversation.tenant().equals(named.tenant())
                && conversation.desk().equals(named.desk()))
        .or(() ->
            db.sql(
                    """
                    select * from conversation_mappings
                    where desk_conversation_id = :conversation and tenant_id = :tenant
                      and desk_id = :desk
                    order by closed_at is not null
                    limit 1
                    """)
                .param("conversation", named.conversation())
                .param("tenant", named.tenant().value())
                .param("desk", named.desk().value())
                .query(ConversationRow::read)
                .optional());
  }

  /** If the number is known on several channels, it is unclear which one is meant. */
  private Optional<Conversation> by(String digits, Ledger.DeskAddress address) {
    var known =
        db.sql(
                """
                select * from conversation_mappings
                where tenant_id = :tenant and desk_id = :desk and wa_id = :digits
                order by closed_at is not null, desk_address <> :digits
                """)
            .param("tenant", address.tenant().value())
            .param("desk", address.desk().value())
            .param("digits", digits)
            .query(ConversationRow::read)
            .list();
    var open = known.stream().filter(one -> one.closedAt() == null).toList();
    var candidates = open.isEmpty() ? known : open;
    return candidates.size() == 1
        ? Optional.of(candidates.getFirst())
        : candidates.stream().filter(one -> one.deskAddress().equals(digits)).findFirst();
  }

  private Optional<Conversation> atExactly(Ledger.DeskAddress address) {
    return db.sql(
            """
            select * from conversation_mappings
            where tenant_id = :tenant and desk_id = :desk and desk_address = :address
            """)
        .param("tenant", address.tenant().value())
        .param("desk", address.desk().value())
        .param("address", address.address())
        .query(ConversationRow::read)
        .optional();
  }

  /** Opens a conversation that its own desk has closed, unless another desk has the person. */
  public Conversation reopenedByAgent(Conversation conversation) {
    return db.sql(
            """
            update conversation_mappings c set closed_at = null, finished = false
            where conversation_id = :id and finished and not exists (
              select 1 from conversation_mappings other
              where other.tenant_id = c.tenant_id and other.channel_id = c.channel_id
                and other.closed_at is null
                and (other.bsuid = c.bsuid or other.wa_id = c.wa_id or other.group_id = c.group_id))
            returning *
            """)
        .param("id", conversation.id().value())
        .query(ConversationRow::read)
        .optional()
        .orElse(conversation);
  }

  /** The conversation with this id, open or closed. */
  public Optional<Conversation> get(ConversationId id) {
    return db.sql("select * from conversation_mappings where conversation_id = :id")
        .param("id", id.value())
        .query(ConversationRow::read)
        .optional();
  }
}
