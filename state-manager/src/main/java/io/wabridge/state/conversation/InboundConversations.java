package io.wabridge.state.conversation;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Conversation;
import io.wabridge.model.DeskId;
import io.wabridge.model.Person;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The conversation of the person who wrote. A person is found by any of the ids from WhatsApp,
 * unless another id contradicts: a number with a new user id is a new person. Two conversations
 * become one when it is known that they are of one person. A conversation belongs to one desk;
 * after its channel moved, the person's next message closes it and opens one at the other desk, or
 * opens that one again.
 */
@Repository
public class InboundConversations {

  /** After so long without a message, a conversation counts as new. */
  private static final Duration USUAL_END = Duration.ofDays(1);

  private final JdbcClient db;
  private final CommittedMappings mappings;
  private final PersonConversations persons;
  private final FormerConversations formers;
  private final ReleasedIds released;
  private final Merges merges;

  InboundConversations(
      JdbcClient db,
      CommittedMappings mappings,
      PersonConversations persons,
      FormerConversations formers,
      ReleasedIds released,
      Merges merges) {
    this.db = db;
    this.mappings = mappings;
    this.persons = persons;
    this.formers = formers;
    this.released = released;
    this.merges = merges;
  }

  /** The conversation of the person who wrote; a new one if this is the first time. */
  public Conversation of(Arrival arrived) {
    released.release(arrived);
    merges.merge(arrived);
    var arrival = atOwner(arrived);
    var remembered = mappings.find(arrival);
    if (remembered.isPresent()) {
      var touched = persons.touch(remembered.get().value(), arrival);
      if (touched.isPresent()) {
        return touched.get();
      }
      mappings.contradicted(arrival);
    }
    var found = persons.find(arrival);
    if (found.isEmpty() || found.get().closedAt() != null) {
      var before = registeredIn(arrival);
      if (before.isPresent()) {
        return before.get();
      }
    }
    var former = formers.closeAtOtherDesks(arrival);
    var informed = former == null ? arrival : withIdsOf(former.person(), arrival);
    var id =
        found
            .or(() -> persons.find(informed))
            .map(one -> one.id().value())
            .orElseGet(() -> persons.open(informed));
    var conversation =
        persons
            .reopen(id, informed, former)
            .or(() -> persons.reopen(id, arrival, former))
            .orElseThrow();
    mappings.put(arrival, conversation.id());
    return conversation;
  }

  /** The same message at the desk whose open conversation goes on, whatever the routes say. */
  private Arrival atOwner(Arrival arrival) {
    return OfPerson.bind(
            db.sql(
                """
                select desk_id from conversation_mappings
                where tenant_id = :tenant and channel_id = :channel and desk_id <> :desk
                  and closed_at is null and (assigned or desk_id = any(:eligible))
                  and last_activity_at > now() - make_interval(secs => :endsAfter) and
                """
                    + OfPerson.HAS_AN_ID
                    + OfPerson.CONTRADICTS_NO_ID
                    + "order by last_activity_at desc limit 1"),
            arrival)
        .param("eligible", arrival.eligible().stream().map(DeskId::value).toArray(String[]::new))
        .param("endsAfter", endsAfter(arrival))
        .query(String.class)
        .optional()
        .map(desk -> arrival.at(new DeskId(desk)))
        .orElse(arrival);
  }

  private static long endsAfter(Arrival arrival) {
    return Objects.requireNonNullElse(arrival.endsAfterSeconds(), USUAL_END.toSeconds());
  }

  /** Adds the ids that the former desk's conversation knows of the person. */
  private static Arrival withIdsOf(Person known, Arrival arrival) {
    var person = arrival.person();
    return new Arrival(
        arrival.tenant(),
        arrival.channel(),
        arrival.desk(),
        new Person(
            person.bsuid() == null ? known.bsuid() : person.bsuid(),
            person.parentBsuid() == null ? known.parentBsuid() : person.parentBsuid(),
            person.waId() == null ? known.waId() : person.waId(),
            person.username() == null ? known.username() : person.username(),
            person.name() == null ? known.name() : person.name(),
            person.group(),
            person.marketingAllowed()),
        arrival.externalId(),
        arrival.kind(),
        arrival.excerpt(),
        arrival.refersTo(),
        arrival.opensWindow(),
        arrival.saidAt(),
        arrival.acceptedAt(),
        arrival.note(),
        arrival.messageKey(),
        arrival.refersToKey(),
        arrival.lane(),
        arrival.eligible(),
        arrival.endsAfterSeconds(),
        arrival.kept(),
        arrival.entryPoint());
  }

  /**
   * The conversation in which this message was registered before, even if its ids have moved to
   * another person since then.
   */
  private Optional<Conversation> registeredIn(Arrival arrival) {
    return db.sql(
            """
            select c.* from conversation_mappings c join message_tracking m using (conversation_id)
            where m.tenant_id = :tenant and m.channel_id = :channel and m.meta_message_id = :external
            """)
        .param("tenant", arrival.tenant().value())
        .param("channel", arrival.channel().value())
        .param("external", arrival.externalId().value())
        .query(ConversationRow::read)
        .optional();
  }
}
