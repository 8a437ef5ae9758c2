package io.wabridge.state.conversation;

import io.wabridge.kit.ConflictException;
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
  private final Merges merges;

  Conversations(JdbcClient db, Merges merges) {
    this.db = db;
    this.merges = merges;
  }

  /**
   * The conversation in which an agent writes.
   *
   * @throws ConflictException its address was remembered, and the desk's conversation is another
   *     one's by now
   */
  public Optional<Conversation> of(Reply reply) {
    var rememberedBy = reply.rememberedBy();
    if (rememberedBy == null) {
      return at(new Ledger.DeskAddress(reply.tenant(), reply.desk(), reply.deskAddress()));
    }
    var named = at(new Ledger.DeskConversation(reply.tenant(), reply.desk(), rememberedBy));
    if (named.filter(one -> !one.deskAddress().equals(reply.deskAddress())).isPresent()) {
      throw new ConflictException("The desk's conversation is another one's by now.");
    }
    return named;
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

  /** By the desk's id of it; a former one is found for a month. */
  public Optional<Conversation> at(Ledger.DeskConversation named) {
    return db.sql(
            """
            select c.* from desk_conversations d join conversation_mappings c using (conversation_id)
            where d.tenant_id = :tenant and d.desk_id = :desk
              and d.desk_conversation_id = :conversation
            """)
        .param("tenant", named.tenant().value())
        .param("desk", named.desk().value())
        .param("conversation", named.conversation())
        .query(ConversationRow::read)
        .optional();
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
