package io.wabridge.state.overview;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The report of unaccounted messages, by tenant and hour. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Unaccounted")
class UnaccountedController {

  /**
   * The unaccounted messages.
   *
   * @param remedy how to process them again
   */
  record Report(long unended, long unconfirmed, String remedy, List<Unaccounted.Hour> hours) {}

  private static final String REMEDY =
      "Unended messages are processed again from the archive of their hour: POST"
          + " /api/v1/archive/inbound/replay and /api/v1/archive/outbound/replay, or ./bridge"
          + " replay-archive. Unconfirmed ones were accepted by WhatsApp and are not sent again.";

  private final Unaccounted unaccounted;

  UnaccountedController(Unaccounted unaccounted) {
    this.unaccounted = unaccounted;
  }

  @GetMapping("/unaccounted")
  @Operation(summary = "Accepted messages without a final status, by tenant and hour")
  Report all(@RequestParam(defaultValue = "PT15M") Duration late) {
    return report(null, late);
  }

  @GetMapping("/tenants/{tenantId}/unaccounted")
  @Operation(summary = "Accepted messages of this tenant without a final status")
  Report ofTenant(
      @PathVariable String tenantId, @RequestParam(defaultValue = "PT15M") Duration late) {
    return report(tenantId, late);
  }

  private Report report(@Nullable String tenant, Duration late) {
    var hours = unaccounted.hours(tenant, late);
    return new Report(
        hours.stream().mapToLong(Unaccounted.Hour::unended).sum(),
        hours.stream().mapToLong(Unaccounted.Hour::unconfirmed).sum(),
        REMEDY,
        hours);
  }
}
