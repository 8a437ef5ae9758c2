package io.wabridge.state.parked;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.model.Reason;
import io.wabridge.state.Columns;
import io.wabridge.state.Page;
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

/** Parked messages, which need a human: inspect, replay or discard them. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Parked")
class ParkedController {

  /**
   * A parked envelope.
   *
   * @param sentence what the reason means
   * @param action what to do about it
   * @param whose where the cause lies
   * @param replay whether a replay can help
   * @param replayable whether it can be replayed; otherwise the archive of its time can be
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
   * The content of one parked envelope.
   *
   * @param envelope its structure, with texts redacted
   */
  record Inspection(ParkedView parked, JsonNode envelope) {}

  /** The filter of an action on parked messages; an absent field matches all. */
  sealed interface Order {

    @Nullable String tenantId();

    @Nullable String stage();

    @Nullable String reason();

    @Nullable String conversationId();

    @Nullable String messageId();

    @Nullable Instant since();

    @Nullable Instant until();

    @Nullable Boolean all();

    @Nullable Boolean dryRun();

    /** A missing filter must not mean everything: {@code all} is explicit. */
    default ParkedFilter filter() {
      var filter =
          new ParkedFilter(
              null,
              tenantId(),
              stage(),
              reason(),
              conversationId(),
              messageId(),
              null,
              since(),
              until());
      var everything = Boolean.TRUE.equals(all());
      if (everything && !filter.hasNoCondition()) {
        throw new IllegalArgumentException(
            "A filter and \"all\": true contradict each other: give one of them, not both.");
      }
      if (!everything && filter.hasNoCondition()) {
        throw new IllegalArgumentException(
            "A filter is missing: give at least one of tenantId, stage, reason, conversationId,"
                + " messageId, since and until, or \"all\": true.");
      }
      return filter;
    }

    default ParkedFilter filterOf(String tenant) {
      var other = tenantId();
      if (other != null && !other.equals(tenant)) {
        throw new IllegalArgumentException(
            "The field tenantId names another tenant than the address.");
      }
      return filter().of(tenant);
    }

    default boolean dry() {
      return Boolean.TRUE.equals(dryRun());
    }
  }

  /**
   * The order to replay parked messages, or to restore discarded ones.
   *
   * @param all everything, instead of a filter
   * @param dryRun only counts
   */
  record BulkOrder(
      @Nullable String tenantId,
      @Nullable String stage,
      @Nullable String reason,
      @Nullable String conversationId,
      @Nullable String messageId,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable Boolean all,
      @Nullable Boolean dryRun)
      implements Order {}

  /**
   * The order to discard parked messages, with the reason.
   *
   * @param all everything, instead of a filter
   * @param dryRun only counts
   */
  record DiscardOrder(
      @Nullable String tenantId,
      @Nullable String stage,
      @Nullable String reason,
      @Nullable String conversationId,
      @Nullable String messageId,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable Boolean all,
      @Nullable Boolean dryRun,
      @NotBlank String why)
      implements Order {}

  record Why(@NotBlank String why) {}

  private final JdbcClient db;
  private final ParkingLot parking;
  private final Replay replay;
  private final Discard discard;
  private final Restore restore;
  private final EnvelopeRedactor redactor;

  ParkedController(
      JdbcClient db,
      ParkingLot parking,
      Replay replay,
      Discard discard,
      Restore restore,
      EnvelopeRedactor redactor) {
    this.db = db;
    this.parking = parking;
    this.replay = replay;
    this.discard = discard;
    this.restore = restore;
    this.redactor = redactor;
  }

  @GetMapping("/parked")
  @Operation(summary = "All parked messages, newest first")
  Page<ParkedView> all(
      ParkedFilter filter,
      @RequestParam(defaultValue = Page.NEWEST) String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return list(filter, cursor, limit);
  }

  @GetMapping("/tenants/{tenantId}/parked")
  @Operation(summary = "Parked messages of this tenant, newest first")
  Page<ParkedView> ofTenant(
      @PathVariable String tenantId,
      ParkedFilter filter,
      @RequestParam(defaultValue = Page.NEWEST) String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return list(filter.of(tenantId), cursor, limit);
  }

  @GetMapping("/parked/{id}")
  @Operation(summary = "The content of one, with texts redacted")
  Inspection inspect(@PathVariable String id) {
    return inspect(ParkedFilter.one(null, id));
  }

  @GetMapping("/tenants/{tenantId}/parked/{id}")
  @Operation(summary = "The content of one of this tenant, with texts redacted")
  Inspection inspect(@PathVariable String tenantId, @PathVariable String id) {
    return inspect(ParkedFilter.one(tenantId, id));
  }

  @PostMapping("/parked/{id}/replay")
  @Operation(summary = "Replays one from where it stopped")
  Replay.Report replay(@PathVariable String id) {
    return replay(ParkedFilter.one(null, id));
  }

  @PostMapping("/tenants/{tenantId}/parked/{id}/replay")
  @Operation(summary = "Replays one of this tenant from where it stopped")
  Replay.Report replay(@PathVariable String tenantId, @PathVariable String id) {
    return replay(ParkedFilter.one(tenantId, id));
  }

  @PostMapping("/parked/replay")
  @Operation(
      summary = "Replays all that match from where they stopped",
      description =
          "In their order, within the limits of the other side. A second replay has no effect."
              + " With dryRun it only counts. Needs a filter, or \"all\": true.")
  Replay.Report replay(@RequestBody BulkOrder order) {
    return replay(order.filter(), order);
  }

  @PostMapping("/tenants/{tenantId}/parked/replay")
  @Operation(summary = "Replays all of this tenant that match from where they stopped")
  Replay.Report replayOfTenant(@PathVariable String tenantId, @RequestBody BulkOrder order) {
    return replay(order.filterOf(tenantId), order);
  }

  @PostMapping("/parked/{id}/discard")
  @Operation(summary = "Discards one, with a reason")
  Discard.Report discard(@PathVariable String id, @Valid @RequestBody Why why) {
    return discard(ParkedFilter.one(null, id), why.why());
  }

  @PostMapping("/tenants/{tenantId}/parked/{id}/discard")
  @Operation(summary = "Discards one of this tenant, with a reason")
  Discard.Report discard(
      @PathVariable String tenantId, @PathVariable String id, @Valid @RequestBody Why why) {
    return discard(ParkedFilter.one(tenantId, id), why.why());
  }

  @PostMapping("/parked/discard")
  @Operation(
      summary = "Discards all that match, with a reason",
      description =
          "With dryRun it only counts. Needs a filter, or \"all\": true. It can be taken back:"
              + " /parked/restore.")
  Discard.Report discard(@Valid @RequestBody DiscardOrder order) {
    return discard(order.filter(), order);
  }

  @PostMapping("/tenants/{tenantId}/parked/discard")
  @Operation(summary = "Discards all of this tenant that match, with a reason")
  Discard.Report discardOfTenant(
      @PathVariable String tenantId, @Valid @RequestBody DiscardOrder order) {
    return discard(order.filterOf(tenantId), order);
  }

  @PostMapping("/parked/{id}/restore")
  @Operation(summary = "Reverts the discard of one: it is parked again")
  Restore.Report restore(@PathVariable String id) {
    return restore(ParkedFilter.one(null, id));
  }

  @PostMapping("/tenants/{tenantId}/parked/{id}/restore")
  @Operation(summary = "Reverts the discard of one of this tenant: it is parked again")
  Restore.Report restore(@PathVariable String tenantId, @PathVariable String id) {
    return restore(ParkedFilter.one(tenantId, id));
  }

  @PostMapping("/parked/restore")
  @Operation(
      summary = "Reverts the discard of all that match: they are parked again",
      description =
          "The agent saw the message as failed, and also gets its next outcome."
              + " With dryRun it only counts. Needs a filter, or \"all\": true.")
  Restore.Report restore(@RequestBody BulkOrder order) {
    return restore(order.filter(), order);
  }

  @PostMapping("/tenants/{tenantId}/parked/restore")
  @Operation(summary = "Reverts the discard of all of this tenant that match")
  Restore.Report restoreOfTenant(@PathVariable String tenantId, @RequestBody BulkOrder order) {
    return restore(order.filterOf(tenantId), order);
  }

  private Replay.Report replay(ParkedFilter filter, Order order) {
    return order.dry() ? replay.dryRun(filter) : replay.replay(filter);
  }

  private Discard.Report discard(ParkedFilter filter, DiscardOrder order) {
    return order.dry() ? discard.dryRun(filter) : discard.discard(filter, order.why());
  }

  private Restore.Report restore(ParkedFilter filter, Order order) {
    return order.dry() ? restore.dryRun(filter) : restore.restore(filter);
  }

  private Restore.Report restore(ParkedFilter one) {
    find(one);
    return restore.restore(one);
  }

  private Replay.Report replay(ParkedFilter one) {
    find(one);
    return replay.replay(one);
  }

  private Discard.Report discard(ParkedFilter one, String why) {
    find(one);
    return discard.discard(one, why);
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

  /** Throws 404 if it was never parked; its current state does not matter. */
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
        Columns.instant(row, "parked_at"),
        Columns.instant(row, "settled_at"));
  }
}
