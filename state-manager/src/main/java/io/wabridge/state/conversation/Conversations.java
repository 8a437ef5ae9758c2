package io.wabridge.state.conversation;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.RedisCache;
import io.wabridge.kit.client.Reply;
import io.wabridge.model.ChannelId;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Person;
import io.wabridge.model.TenantId;
import io.wabridge.state.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The conversations between persons and desks, by channel. A person is found by any of the ids from
 * WhatsApp, unless another id contradicts: a number with a new user id is a new person. Two
 * conversations become one when it is known that they are of one person. A conversation belongs to
 * one desk; after its channel moved, the person's next message closes it and opens one at the other
 * desk, or opens that one again. Redis is only a cache.
 */
@Repository
public class Conversations {

  private static final Logger log = LoggerFactory.getLogger(Conversations.class);

  private static final Duration CACHED_FOR = Duration.ofHours(24);

  /** After so long without a message, a conversation counts as new. */
  private static final Duration USUAL_END = Duration.ofDays(1);

  private static final String CONTRADICTS_NO_ID =
      " and coalesce(bsuid = :bsuid, true) and coalesce(wa_id = :waId, true) ";

  /** A parent id identifies a person of whom nothing else is known. */
  private static final String HAS_AN_ID =
      """
       (bsuid = :bsuid or wa_id = :waId or group_id = :group
        or :bsuid::text is null and :waId::text is null and :group::text is null
          and parent_bsuid = :parent)
      """;

  private final JdbcClient db;
  private final RedisCache redis;
  private final Sessions sessions;
  private final PersonNotices notices;
  private final Merges merges;

  Conversations(
      JdbcClient db, RedisCache redis, Sessions sessions, PersonNotices notices, Merges merges) {
    this.db = db;
    this.redis = redis;
    this.sessions = sessions;
    this.notices = notices;
    this.merges = merges;
  }

  /** The conversation of the person who wrote; a new one if this is the first time. */
  public Conversation of(Arrival arrived) {
    release(arrived);
    merges.merge(arrived);
    var arrival = atOwner(arrived);
    var key =
        "mapping:wa:" + arrival.tenant() + ":" + arrival.channel() + ":" + arrival.person().key();
    var known = redis.get(key).flatMap(id -> touch(id, arrival));
    if (known.isPresent()) {
      return known.get();
    }
    var found = find(arrival);
    if (found.isEmpty() || found.get().closedAt() != null) {
      var before = registeredIn(arrival);
      if (before.isPresent()) {
        return before.get();
      }
    }
    var former = closeAtOtherDesks(arrival);
    var informed = former == null ? arrival : withIdsOf(former.person(), arrival);
    var id =
        found.or(() -> find(informed)).map(one -> one.id().value()).orElseGet(() -> open(informed));
    var conversation =
        reopen(id, informed, former).or(() -> reopen(id, arrival, former)).orElseThrow();
    redis.put(key, id, CACHED_FOR);
    return conversation;
  }

  /** The same message at the desk whose open conversation goes on, whatever the routes say. */
  private Arrival atOwner(Arrival arrival) {
    return db.sql(
            """
            select desk_id from conversation_mappings
            where tenant_id = :tenant and channel_id = :channel and desk_id <> :desk
              and closed_at is null and (assigned or desk_id = any(:eligible))
              and last_activity_at > now() - make_interval(secs => :endsAfter) and
            """
                + HAS_AN_ID
                + CONTRADICTS_NO_ID
                + "order by last_activity_at desc limit 1")
        .param("tenant", arrival.tenant().value())
        .param("channel", arrival.channel().value())
        .param("desk", arrival.desk().value())
        .param("eligible", arrival.eligible().stream().map(DeskId::value).toArray(String[]::new))
        .param("endsAfter", endsAfter(arrival))
        .param("bsuid", arrival.person().bsuid())
        .param("waId", arrival.person().waId())
        .param("group", arrival.person().group())
        .param("parent", arrival.person().parentBsuid())
        .query(String.class)
        .optional()
        .map(desk -> arrival.at(new DeskId(desk)))
        .orElse(arrival);
  }

  private static long endsAfter(Arrival arrival) {
    return Objects.requireNonNullElse(arrival.endsAfterSeconds(), USUAL_END.toSeconds());
  }

  /** The person's conversation with this desk, open or closed. */
  private Optional<Conversation> find(Arrival arrival) {
    return db.sql(
            """
            select * from conversation_mappings
            where tenant_id = :tenant and channel_id = :channel and desk_id = :desk and
            """
                + HAS_AN_ID
                + CONTRADICTS_NO_ID
                + """
                order by bsuid is not distinct from :bsuid desc
                limit 1
                """)
        .param("tenant", arrival.tenant().value())
        .param("channel", arrival.channel().value())
        .param("desk", arrival.desk().value())
        .param("bsuid", arrival.person().bsuid())
        .param("waId", arrival.person().waId())
        .param("group", arrival.person().group())
        .param("parent", arrival.person().parentBsuid())
        .query(Conversations::row)
        .optional();
  }

  /**
   * A conversation that is continued at another desk. The 24-hour window belongs to channel and
   * person, so the person's last message counts there, too.
   */
  private record Former(
      ConversationId id,
      DeskId desk,
      Person person,
      @Nullable Instant lastInboundAt,
      @Nullable String lastInboundId) {}

  /** Null, if no other desk has an open conversation with the person. */
  private @Nullable Former closeAtOtherDesks(Arrival arrival) {
    var closed =
        db.sql(
                """
                update conversation_mappings set closed_at = now()
                where tenant_id = :tenant and channel_id = :channel and desk_id <> :desk
                  and closed_at is null and
                """
                    + HAS_AN_ID
                    + CONTRADICTS_NO_ID
                    + "returning *")
            .param("tenant", arrival.tenant().value())
            .param("channel", arrival.channel().value())
            .param("desk", arrival.desk().value())
            .param("bsuid", arrival.person().bsuid())
            .param("waId", arrival.person().waId())
            .param("group", arrival.person().group())
            .param("parent", arrival.person().parentBsuid())
            .query(Conversations::former)
            .list();
    closed.forEach(former ->
        log.atInfo()
            .addKeyValue("tenant", arrival.tenant())
            .addKeyValue("channel", arrival.channel())
            .addKeyValue("conversation", former.id())
            .addKeyValue("desk", former.desk())
            .addKeyValue("movedTo", arrival.desk())
            .log("the conversation is closed: it goes on at another desk"));
    if (!arrival.eligible().isEmpty()) {
      closed.forEach(former -> noteRouted(former.id(), arrival));
    }
    return closed.stream()
        .max(
            Comparator.comparing(
                Former::lastInboundAt, Comparator.nullsFirst(Comparator.naturalOrder())))
        .orElse(null);
  }

  private void noteRouted(ConversationId former, Arrival arrival) {
    get(former)
        .ifPresent(conversation ->
            notices.register(
                conversation, arrival.externalId(), arrival.saidAt(), NoticeKind.HANDED_OVER));
  }

  private static Former former(ResultSet row, int number) throws SQLException {
    return new Former(
        new ConversationId(row.getString("conversation_id")),
        new DeskId(row.getString("desk_id")),
        person(row),
        Columns.instant(row, "last_inbound_at"),
        row.getString("last_inbound_id"));
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
        arrival.kept());
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
        .query(Conversations::row)
        .optional();
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
                .query(Conversations::row)
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
            .query(Conversations::row)
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
        .query(Conversations::row)
        .optional();
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
    var former = former(from.id());
    var id = find(arrival).map(one -> one.id().value()).orElseGet(() -> open(arrival));
    return reopen(id, arrival, former).orElseThrow();
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
    return find(arrival)
        .orElseGet(() -> {
          var id = new ConversationId(open(arrival));
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
          return get(id).orElseThrow();
        });
  }

  private Former former(ConversationId id) {
    return db.sql("select * from conversation_mappings where conversation_id = :id")
        .param("id", id.value())
        .query(Conversations::former)
        .single();
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
        .query(Conversations::row)
        .optional()
        .orElse(conversation);
  }

  public Optional<Conversation> get(ConversationId id) {
    return db.sql("select * from conversation_mappings where conversation_id = :id")
        .param("id", id.value())
        .query(Conversations::row)
        .optional();
  }

  /**
   * Replaces the ids of a person at every desk; the address at a desk stays the same. WhatsApp
   * gives a person with a new number a new user id, too: an id that the event does not contain is
   * unknown from then on, because the former one may soon belong to another person. If the person
   * wrote with the new ids before, both conversations are merged.
   */
  public void recordRename(Ledger.Renamed renamed) {
    var now = renamed.now();
    atEachDesk(renamed).stream()
        .filter(conversation -> !merges.merge(conversation, renamed))
        .forEach(conversation ->
            db.sql(
                    """
                    update conversation_mappings
                    set wa_id = coalesce(:waId, case when bsuid = :bsuid then wa_id end),
                        bsuid = coalesce(:bsuid, case when wa_id = :waId then bsuid end),
                        parent_bsuid = coalesce(:parent, parent_bsuid)
                    where conversation_id = :id
                      and not exists (select 1 from conversation_mappings other
                        where other.tenant_id = :tenant and other.channel_id = :channel
                          and other.desk_id = :desk and other.conversation_id <> :id
                          and (other.bsuid = :bsuid or other.wa_id = :waId))
                    """)
                .param("waId", now.waId())
                .param("bsuid", now.bsuid())
                .param("parent", now.parentBsuid())
                .param("tenant", renamed.tenant().value())
                .param("channel", renamed.channel().value())
                .param("desk", conversation.desk().value())
                .param("id", conversation.id().value())
                .update());
    redis.remove(
        "mapping:wa:" + renamed.tenant() + ":" + renamed.channel() + ":" + renamed.before().key());
  }

  private List<Conversation> atEachDesk(Ledger.Renamed renamed) {
    return db.sql(
            """
            select distinct on (desk_id) * from conversation_mappings
            where tenant_id = :tenant and channel_id = :channel
              and (bsuid = :bsuid or wa_id = :waId)
            """
                + CONTRADICTS_NO_ID
                + "order by desk_id, bsuid is not distinct from :bsuid desc")
        .param("tenant", renamed.tenant().value())
        .param("channel", renamed.channel().value())
        .param("bsuid", renamed.before().bsuid())
        .param("waId", renamed.before().waId())
        .query(Conversations::row)
        .list();
  }

  /**
   * A number with another user id has a new owner, and a user id with another number was joined
   * with the wrong one: conversations that had the id lose it, so that their answers do not reach
   * its new owner. A late message of the former owner does not take the number back, and a repeated
   * message changes nothing.
   */
  private void release(Arrival arrival) {
    var person = arrival.person();
    if (person.bsuid() == null || person.waId() == null) {
      return;
    }
    db.sql(
            """
            update conversation_mappings
            set wa_id = nullif(wa_id, :waId), bsuid = nullif(bsuid, :bsuid),
                parent_bsuid = case when bsuid = :bsuid then null else parent_bsuid end
            where tenant_id = :tenant and channel_id = :channel
              and (wa_id = :waId and bsuid <> :bsuid
                  and coalesce(last_inbound_at <= :said::timestamptz, true)
                or bsuid = :bsuid and wa_id <> :waId)
              and not exists (select 1 from message_tracking
                where channel_id = :channel and meta_message_id = :external)
            returning *
            """)
        .param("tenant", arrival.tenant().value())
        .param("channel", arrival.channel().value())
        .param("waId", person.waId())
        .param("bsuid", person.bsuid())
        .param("said", Columns.at(arrival.saidAt()))
        .param("external", arrival.externalId().value())
        .query(Conversations::row)
        .list()
        .forEach(released -> report(released, arrival));
  }

  private void report(Conversation released, Arrival arrival) {
    var lostItsNumber = released.person().waId() == null;
    log.atWarn()
        .addKeyValue("tenant", arrival.tenant())
        .addKeyValue("channel", arrival.channel())
        .addKeyValue("conversation", released.id())
        .log(
            lostItsNumber
                ? "the number of this conversation came with another user id: kept apart"
                : "the user id of this conversation came with another number: kept apart");
    if (lostItsNumber && released.closedAt() == null) {
      notices.register(
          released, arrival.externalId(), arrival.saidAt(), NoticeKind.NUMBER_HAS_NEW_OWNER);
    }
  }

  private String open(Arrival arrival) {
    var person = arrival.person();
    var id = Ids.next();
    var address = person.waId() == null ? person.key() : person.waId();
    for (var candidate :
        List.of(address, address + "#" + arrival.channel().value(), address + "#" + id)) {
      var opened =
          db.sql(
                  """
                  insert into conversation_mappings
                    (conversation_id, tenant_id, channel_id, desk_id, wa_id, bsuid, parent_bsuid,
                      group_id, desk_address, lane)
                  values (:id, :tenant, :channel, :desk,
                    case when not exists (select 1 from conversation_mappings other
                      where other.tenant_id = :tenant and other.channel_id = :channel
                        and other.wa_id = :waId and other.bsuid <> :bsuid) then :waId::text end,
                    :bsuid, :parent, :group, :address, :lane)
                  on conflict do nothing
                  """)
              .param("id", id)
              .param("tenant", arrival.tenant().value())
              .param("channel", arrival.channel().value())
              .param("desk", arrival.desk().value())
              .param("waId", person.waId())
              .param("bsuid", person.bsuid())
              .param("parent", person.parentBsuid())
              .param("group", person.group())
              .param("address", candidate)
              .param("lane", arrival.lane())
              .update();
      if (opened == 1) {
        return id;
      }
      var meanwhile = find(arrival);
      if (meanwhile.isPresent()) {
        return meanwhile.get().id().value();
      }
      // the same person wrote through another channel of the same desk, or the number has a new
      // owner: the address distinguishes them
    }
    throw new IllegalStateException("no conversation could be opened");
  }

  /** Also empty if the conversation is closed or belongs to another desk. */
  private Optional<Conversation> touch(String id, Arrival arrival) {
    return touch(id, arrival, false, null);
  }

  private Optional<Conversation> reopen(String id, Arrival arrival, @Nullable Former former) {
    return touch(id, arrival, true, former);
  }

  /**
   * Records that the person wrote, and every new id and name. An id of another conversation of the
   * desk stays there. Empty if the conversation belongs to another person by now.
   */
  private Optional<Conversation> touch(
      String id, Arrival arrival, boolean reopen, @Nullable Former former) {
    var person = arrival.person();
    var formerAt = former == null ? null : former.lastInboundAt();
    return db.sql(
            """
            update conversation_mappings
            set last_activity_at = now(),
                assigned = assigned and closed_at is null,
                closed_at = null,
                finished = false,
                last_inbound_at = greatest(last_inbound_at, :formerAt::timestamptz,
                  case when :opens then least(:said::timestamptz, now()) end),
                last_inbound_id = case when :opens and :kind <> 'notice' then :external
                  when :formerAt::timestamptz > coalesce(last_inbound_at, '-infinity')
                    then :formerId
                  else last_inbound_id end,
                wa_id = coalesce(wa_id, case when not exists (
                    select 1 from conversation_mappings other where other.tenant_id = :tenant
                      and other.channel_id = :channel and other.wa_id = :waId
                      and (other.desk_id = :desk or other.bsuid <> :bsuid)) then :waId end),
                bsuid = coalesce(bsuid, case when not exists (
                    select 1 from conversation_mappings other where other.tenant_id = :tenant
                      and other.channel_id = :channel and other.bsuid = :bsuid
                      and (other.desk_id = :desk or other.wa_id <> :waId)) then :bsuid end),
                parent_bsuid = coalesce(:parent, parent_bsuid),
                username = coalesce(:username, username),
                contact_name = coalesce(:name, contact_name),
                lane = coalesce(lane, :lane)
            where conversation_id = :id and tenant_id = :tenant and channel_id = :channel
              and desk_id = :desk and (closed_at is null or :reopen) and
            """
                + HAS_AN_ID
                + CONTRADICTS_NO_ID
                + "returning *")
        .param("id", id)
        .param("tenant", arrival.tenant().value())
        .param("channel", arrival.channel().value())
        .param("desk", arrival.desk().value())
        .param("reopen", reopen)
        .param("formerAt", formerAt == null ? null : Columns.at(formerAt))
        .param("formerId", former == null ? null : former.lastInboundId())
        .param("opens", arrival.opensWindow())
        .param("kind", arrival.kind())
        .param("said", Columns.at(arrival.saidAt()))
        .param("external", arrival.externalId().value())
        .param("waId", person.waId())
        .param("bsuid", person.bsuid())
        .param("parent", person.parentBsuid())
        .param("username", person.username())
        .param("name", person.name())
        .param("group", person.group())
        .param("lane", arrival.lane())
        .query(Conversations::row)
        .optional();
  }

  public static Conversation row(ResultSet row, int number) throws SQLException {
    return new Conversation(
        new ConversationId(row.getString("conversation_id")),
        new TenantId(row.getString("tenant_id")),
        new ChannelId(row.getString("channel_id")),
        new DeskId(row.getString("desk_id")),
        person(row),
        row.getString("desk_address"),
        row.getString("desk_conversation_id"),
        Columns.instant(row, "last_inbound_at"),
        Columns.instant(row, "closed_at"));
  }

  public static Person person(ResultSet row) throws SQLException {
    return new Person(
        row.getString("bsuid"),
        row.getString("parent_bsuid"),
        row.getString("wa_id"),
        row.getString("username"),
        row.getString("contact_name"),
        row.getString("group_id"),
        null);
  }
}
