package io.wabridge.state.parked;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.state.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Parked messages, which need a human: inspect, replay or discard them. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Parked")
class ParkedController {

  record Why(@NotBlank String why) {}

  private final ParkedEnvelopes parked;
  private final Replay replay;
  private final Discard discard;
  private final Restore restore;

  ParkedController(ParkedEnvelopes parked, Replay replay, Discard discard, Restore restore) {
    this.parked = parked;
    this.replay = replay;
    this.discard = discard;
    this.restore = restore;
  }

  @GetMapping("/parked")
  @Operation(summary = "All parked messages, newest first")
  Page<ParkedView> all(
      ParkedFilter filter,
      @RequestParam(defaultValue = Page.NEWEST) String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return parked.list(filter, cursor, limit);
  }

  @GetMapping("/tenants/{tenantId}/parked")
  @Operation(summary = "Parked messages of this tenant, newest first")
  Page<ParkedView> ofTenant(
      @PathVariable String tenantId,
      ParkedFilter filter,
      @RequestParam(defaultValue = Page.NEWEST) String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return parked.list(filter.of(tenantId), cursor, limit);
  }

  @GetMapping("/parked/{id}")
  @Operation(summary = "The content of one, with texts redacted")
  ParkedEnvelopes.Inspection inspect(@PathVariable String id) {
    return parked.inspect(ParkedFilter.one(null, id));
  }

  @GetMapping("/tenants/{tenantId}/parked/{id}")
  @Operation(summary = "The content of one of this tenant, with texts redacted")
  ParkedEnvelopes.Inspection inspect(@PathVariable String tenantId, @PathVariable String id) {
    return parked.inspect(ParkedFilter.one(tenantId, id));
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
  Replay.Report replay(@RequestBody ParkedOrder.BulkOrder order) {
    return replay(order.filter(), order);
  }

  @PostMapping("/tenants/{tenantId}/parked/replay")
  @Operation(summary = "Replays all of this tenant that match from where they stopped")
  Replay.Report replayOfTenant(
      @PathVariable String tenantId, @RequestBody ParkedOrder.BulkOrder order) {
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
  Discard.Report discard(@Valid @RequestBody ParkedOrder.DiscardOrder order) {
    return discard(order.filter(), order);
  }

  @PostMapping("/tenants/{tenantId}/parked/discard")
  @Operation(summary = "Discards all of this tenant that match, with a reason")
  Discard.Report discardOfTenant(
      @PathVariable String tenantId, @Valid @RequestBody ParkedOrder.DiscardOrder order) {
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
  Restore.Report restore(@RequestBody ParkedOrder.BulkOrder order) {
    return restore(order.filter(), order);
  }

  @PostMapping("/tenants/{tenantId}/parked/restore")
  @Operation(summary = "Reverts the discard of all of this tenant that match")
  Restore.Report restoreOfTenant(
      @PathVariable String tenantId, @RequestBody ParkedOrder.BulkOrder order) {
    return restore(order.filterOf(tenantId), order);
  }

  private Replay.Report replay(ParkedFilter filter, ParkedOrder order) {
    return order.dry() ? replay.dryRun(filter) : replay.replay(filter);
  }

  private Discard.Report discard(ParkedFilter filter, ParkedOrder.DiscardOrder order) {
    return order.dry() ? discard.dryRun(filter) : discard.discard(filter, order.why());
  }

  private Restore.Report restore(ParkedFilter filter, ParkedOrder order) {
    return order.dry() ? restore.dryRun(filter) : restore.restore(filter);
  }

  private Restore.Report restore(ParkedFilter one) {
    parked.inspect(one); // throws 404 if it was never parked
    return restore.restore(one);
  }

  private Replay.Report replay(ParkedFilter one) {
    parked.inspect(one); // throws 404 if it was never parked
    return replay.replay(one);
  }

  private Discard.Report discard(ParkedFilter one, String why) {
    parked.inspect(one); // throws 404 if it was never parked
    return discard.discard(one, why);
  }
}
