package io.wabridge.state.erasure;

import io.wabridge.kit.telemetry.Removals;
import io.wabridge.model.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Erases what was accepted before an erasure began and waited longer than the erasure took, in a
 * queue or on a disk: it looks at what was registered, held or parked lately.
 */
@Component
class LateArrivals {

  private static final Logger log = LoggerFactory.getLogger(LateArrivals.class);

  /** Twice looked at, so that nothing is missed between two runs. */
  private static final Duration LOOKED_BACK = Duration.ofMinutes(10);

  private static final int AT_ONCE = 500;

  private record Late(
      String id,
      String conversation,
      @Nullable String waId,
      @Nullable String bsuid,
      @Nullable String groupId,
      Instant acceptedAt) {

    boolean isCovered(ErasedIds.Begun erased) {
      return Stream.of(waId, bsuid, groupId, conversation)
          .filter(Objects::nonNull)
          .anyMatch(id -> erased.covers(id, acceptedAt));
    }
  }

  private final JdbcClient db;
  private final ErasedIds erasedIds;
  private final ErasedMessages messages;
  private final PendingEnvelopes envelopes;
  private final Removals removals;
  private final JsonMapper json;

  LateArrivals(
      JdbcClient db,
      ErasedIds erasedIds,
      ErasedMessages messages,
      PendingEnvelopes envelopes,
      Removals removals,
      JsonMapper json) {
    this.db = db;
    this.erasedIds = erasedIds;
    this.messages = messages;
    this.envelopes = envelopes;
    this.removals = removals;
    this.json = json;
  }

  @Scheduled(fixedDelayString = "${bridge.erasure.late-every:1m}", initialDelay = 30_000)
  void sweep() {
    try {
      erasedIds.forget();
      for (var tenant : erasedIds.tenants()) {
        sweep(tenant, Instant.now().minus(LOOKED_BACK));
      }
    } catch (DataAccessException | IOException e) {
      log.atWarn().log("late messages of erased persons could not be removed: {}", e.getMessage());
    }
  }

  /** What was removed of a tenant. */
  Erased sweep(TenantId tenant, Instant since) throws IOException {
    var erased = erasedIds.of(tenant);
    var whose =
        new PendingEnvelopes.Whose(
            tenant,
            at -> new Mentions(Set.of(), id -> erased.covers(id, at), json),
            List.of(),
            since);
    var held = envelopes.removeHeld(whose);
    var parked = envelopes.removeParked(whose);
    removals.count("held", held);
    removals.count("parked", parked);
    return new Erased(held, parked, removeRegistered(tenant, erased, since));
  }

  /** What a sweep has removed. */
  record Erased(long held, long parked, ErasedMessages.Removed messages) {}

  private ErasedMessages.Removed removeRegistered(
      TenantId tenant, ErasedIds.Begun erased, Instant since) throws IOException {
    var all = ErasedMessages.Removed.none();
    var last = "";
    while (true) {
      var some = registered(tenant, erased, since, last);
      for (var message : some) {
        if (message.isCovered(erased)) {
          all.add(remove(tenant, message));
        }
      }
      if (some.size() < AT_ONCE) {
        return all;
      }
      last = some.getLast().id();
    }
  }

  /** Our ids begin with the time of registration. */
  private List<Late> registered(
      TenantId tenant, ErasedIds.Begun erased, Instant since, String last) {
    return db.sql(
            """
            select m.id, m.conversation_id, c.wa_id, c.bsuid, c.group_id, m.accepted_at
            from message_tracking m join conversation_mappings c using (conversation_id)
            where m.tenant_id = :tenant and m.id > greatest(first_id_of(:since)::text, :last)
              and m.accepted_at < :latest
            order by m.id limit :limit
            """)
        .param("tenant", tenant.value())
        .param("since", since.atOffset(ZoneOffset.UTC))
        .param("last", last)
        .param("latest", erased.latest().atOffset(ZoneOffset.UTC))
        .param("limit", AT_ONCE)
        .query((row, _) ->
            new Late(
                row.getString("id"),
                row.getString("conversation_id"),
                row.getString("wa_id"),
                row.getString("bsuid"),
                row.getString("group_id"),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  private ErasedMessages.Removed remove(TenantId tenant, Late late) throws IOException {
    var removed = messages.removeMessages(tenant, List.of(late.id()));
    messages.removeConversations(tenant, List.of(late.conversation()), removed);
    removals.count(removed.rows());
    removals.count(removed.objects());
    log.atInfo()
        .addKeyValue("tenant", tenant)
        .log("a message was removed that was accepted before its person was erased");
    return removed;
  }
}
