package io.wabridge.state.conversation;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Conversation;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A person's conversations with further desks of the channel. */
@Repository
public class OtherDesks {

  private final JdbcClient db;
  private final Conversations conversations;
  private final PersonConversations persons;
  private final FormerConversations formers;

  OtherDesks(
      JdbcClient db,
      Conversations conversations,
      PersonConversations persons,
      FormerConversations formers) {
    this.db = db;
    this.conversations = conversations;
    this.persons = persons;
    this.formers = formers;
  }

  /**
   * The conversation with the same person at another desk, open from now on: the one they had there
   * before, or a new one.
   */
  public Conversation continueAt(DeskId desk, Conversation from, String event, Instant at) {
    var arrival =
        new Arrival(
            from.tenant(),
            from.channel(),
            desk,
            from.person(),
            new ExternalId(event),
            "notice",
            null,
            null,
            false,
            at,
            at);
    var former = formers.get(from.id());
    var id =
        persons.find(arrival).map(one -> one.id().value()).orElseGet(() -> persons.open(arrival));
    return persons.reopen(id, arrival, former).orElseThrow();
  }

  /** The conversation with the same person at a desk that may only read: a closed one. */
  public Conversation readable(DeskId desk, Conversation from) {
    var arrival =
        new Arrival(
            from.tenant(),
            from.channel(),
            desk,
            from.person(),
            new ExternalId(from.id().value()),
            "notice",
            null,
            null,
            false,
            Instant.now(),
            Instant.now());
    return persons
        .find(arrival)
        .orElseGet(() -> {
          var id = new ConversationId(persons.open(arrival));
          db.sql(
                  """
                  update conversation_mappings
                  set closed_at = now(), username = :username, contact_name = :name
                  where conversation_id = :id
                  """)
              .param("username", from.person().username())
              .param("name", from.person().name())
              .param("id", id.value())
              .update();
          return conversations.get(id).orElseThrow();
        });
  }
}
