package io.wabridge.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.model.Reason;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What needs a human: look, let it go on, or end it. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Parked")
class ParkedController {

  /**
   * Something parked.
   *
   * @param sentence what the reason means
   * @param action what to do about it
   * @param whose whose trouble it is
   * @param replay whether it helps to let it go on
   * @param replayable whether it can go on; otherwise the archive of its time can be replayed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ParkedView(
      String id,
      @Nullable String tenantId,
      String stage,
      String contract,
      String reason,
      String sentence,
      String action,
      Reason.Whose whose,
      Reason.Replay replay,
      String detail,
      int attempts,
      boolean replayable,
      @Nullable String messageId,
      @Nullable String conversationId,
      @Nullable String correlation,
      String state,
      @Nullable String settled,
      @Nullable Instant parkedAt,
      @Nullable Instant settledAt) {}

  /**
   * One parked envelope from inside.
   *
   * @param envelope its structure; what people wrote is covered
   */
  record Inspection(ParkedView parked, JsonNode envelope) {}

  /** Which ones shall go on; what is absent does not matter. */
  record ReplayOrder(
      @Nullable String tenantId,
      @Nullable String stage,
      @Nullable String reason,
      @Nullable String conversationId,
      @Nullable String messageId,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable Boolean dryRun) {

    ParkedFilter filter() {
      return new ParkedFilter(
          null, tenantId, stage, reason, conversationId, messageId, null, since, until);
    }

    boolean dry() {
      return Boolean.TRUE.equals(dryRun);
    }
  }

  /** Which ones shall end, and why. */
  record DiscardOrder(
      @Nullable String tenantId,
      @Nullable String stage,
      @Nullable String reason,
      @Nullable String conversationId,
      @Nullable String messageId,
      @Nullable Instant since,
      @Nullable Instant until,
      @NotBlank String why) {

    ParkedFilter filter() {
      return new ParkedFilter(
          null, tenantId, stage, reason, conversationId, messageId, null, since, until);
    }
  }

  record Why(@NotBlank String why) {}

  record Discarded(long discarded) {}

  private final JdbcClient db;
  private final ParkingLot parking;
  private final Replay replay;
  private final Discard discard;
  private final EnvelopeRedactor redactor;

  ParkedController(
      JdbcClient db,
      ParkingLot parking,
      Replay replay,
      Discard discard,
      EnvelopeRedactor redactor) {
    this.db = db;
    this.parking = parking;
    this.replay = replay;
    this.discard = discard;
    this.redactor = redactor;
  }

  @GetMapping("/parked")
  @Operation(summary = "Everything that needs a human, newest first")
  Page<ParkedView> all(
      ParkedFilter filter,
      @RequestParam(defaultValue = Page.NEWEST) String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return list(filter, cursor, limit);
  }

  @GetMapping("/tenants/{tenantId}/parked")
  @Operation(summary = "What of this tenant needs a human, newest first")
  Page<ParkedView> ofTenant(
      @PathVariable String tenantId,
      ParkedFilter filter,
      @RequestParam(defaultValue = Page.NEWEST) String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return list(filter.of(tenantId), cursor, limit);
  }

  @GetMapping("/parked/{id}")
  @Operation(summary = "One from inside; what people wrote is covered")
  Inspection inspect(@PathVariable String id) {
    return inspect(ParkedFilter.one(null, id));
  }

  @GetMapping("/tenants/{tenantId}/parked/{id}")
  @Operation(summary = "One of this tenant from inside; what people wrote is covered")
  Inspection inspect(@PathVariable String tenantId, @PathVariable String id) {
    return inspect(ParkedFilter.one(tenantId, id));
  }

  @PostMapping("/parked/{id}/replay")
  @Operation(summary = "Lets one go on where it stopped")
  Replay.Report replay(@PathVariable String id) {
    return replay(ParkedFilter.one(null, id));
  }

  @PostMapping("/tenants/{tenantId}/parked/{id}/replay")
  @Operation(summary = "Lets one of this tenant go on where it stopped")
  Replay.Report replay(@PathVariable String tenantId, @PathVariable String id) {
    return replay(ParkedFilter.one(tenantId, id));
  }

  @PostMapping("/parked/replay")
  @Operation(
      summary = "Lets all that match go on where they stopped",
      description =
          "In the order they came, at the pace the other sides allow. A second time has no effect."
              + " With dryRun it only counts.")
  Replay.Report replay(@RequestBody ReplayOrder order) {
    return order.dry() ? replay.dryRun(order.filter()) : replay.replay(order.filter());
  }

  @PostMapping("/tenants/{tenantId}/parked/replay")
  @Operation(summary = "Lets all of this tenant that match go on where they stopped")
  Replay.Report replayOfTenant(@PathVariable String tenantId, @RequestBody ReplayOrder order) {
    var filter = order.filter().of(tenantId);
    return order.dry() ? replay.dryRun(filter) : replay.replay(filter);
  }

  @PostMapping("/parked/{id}/discard")
  @Operation(summary = "Ends one, with a reason")
  Discarded discard(@PathVariable String id, @Valid @RequestBody Why why) {
    return discarded(ParkedFilter.one(null, id), why.why());
  }

  @PostMapping("/tenants/{tenantId}/parked/{id}/discard")
  @Operation(summary = "Ends one of this tenant, with a reason")
  Discarded discard(
      @PathVariable String tenantId, @PathVariable String id, @Valid @RequestBody Why why) {
    return discarded(ParkedFilter.one(tenantId, id), why.why());
  }

  @PostMapping("/parked/discard")
  @Operation(summary = "Ends all that match, with a reason")
  Discarded discard(@Valid @RequestBody DiscardOrder order) {
    return new Discarded(discard.discard(order.filter(), order.why()));
  }

  @PostMapping("/tenants/{tenantId}/parked/discard")
  @Operation(summary = "Ends all of this tenant that match, with a reason")
  Discarded discardOfTenant(@PathVariable String tenantId, @Valid @RequestBody DiscardOrder order) {
    return new Discarded(discard.discard(order.filter().of(tenantId), order.why()));
  }

  private Replay.Report replay(ParkedFilter one) {
    find(one);
    return replay.replay(one);
  }

  private Discarded discarded(ParkedFilter one, String why) {
    find(one);
    return new Discarded(discard.discard(one, why));
  }

  private Inspection inspect(ParkedFilter one) {
    var row =
        one.bind(
                db.sql(
                    """
                    select p.*, m.conversation_id from parked p
                    left join message_tracking m on m.id = p.message_id
                    where p.id = :id and (:tenant::text is null or p.tenant_id = :tenant)
                    """))
            .query((found, n) ->
                new Inspection(
                    row(found, n),
                    redactor.redact(
                        parking.decrypt(found.getString("id"), found.getBytes("envelope")))))
            .optional();
    return row.orElseThrow(
        () -> new NotFoundException("Nothing is parked under " + one.id() + "."));
  }

  /** It was parked once, in whatever state it is now. */
  private void find(ParkedFilter one) {
    inspect(one);
  }

  private Page<ParkedView> list(ParkedFilter filter, String cursor, int limit) {
    var size = Page.within(limit);
    var rows =
        filter
            .bind(
                db.sql(
                    """
                    select p.*, m.conversation_id from parked p
                    left join message_tracking m on m.id = p.message_id
                    where p.id < :cursor and
                    """
                        + ParkedFilter.WHERE
                        + " order by p.id desc limit :limit"))
            .param("cursor", cursor)
            .param("limit", size + 1)
            .query(ParkedController::row)
            .list();
    return Page.of(rows, size, ParkedView::id);
  }

  private static ParkedView row(ResultSet row, int number) throws SQLException {
    var reason = Reason.named(row.getString("reason"));
    return new ParkedView(
        row.getString("id"),
        row.getString("tenant_id"),
        row.getString("stage"),
        row.getString("contract"),
        reason.name(),
        reason.sentence(),
        reason.action(),
        reason.whose(),
        reason.replay(),
        row.getString("detail"),
        row.getInt("attempts"),
        row.getString("conversation_key") != null && row.getString("tenant_id") != null,
        row.getString("message_id"),
        row.getString("conversation_id"),
        row.getString("correlation"),
        row.getString("state"),
        row.getString("settled_why"),
        Conversations.instant(row, "parked_at"),
        Conversations.instant(row, "settled_at"));
  }
}
