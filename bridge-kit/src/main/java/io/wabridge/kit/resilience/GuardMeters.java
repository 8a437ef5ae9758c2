package io.wabridge.kit.resilience;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.telemetry.Counters;
import io.wabridge.kit.telemetry.Metric;
import io.wabridge.model.TenantId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the gates show: who is up, what is left, how often somebody had to wait and why. */
final class GuardMeters {

  private final MeterRegistry meters;
  private final Counters waits;
  private final Counters dropped;
  private final Map<Object, List<Meter>> watched = new ConcurrentHashMap<>();

  GuardMeters(MeterRegistry meters) {
    this.meters = meters;
    this.waits = Metric.GATE_WAITS.counters(meters);
    this.dropped = Metric.RECEIPTS_DROPPED.counters(meters);
  }

  void watch(Channel channel, ChannelGuard guard) {
    var tenant = channel.tenant().value();
    var id = channel.id().value();
    watched.put(
        channel.id(),
        List.of(
            Metric.CHANNEL_UP.gauge(meters, guard, ChannelGuard::available, tenant, id),
            Metric.RATE_BUDGET.gauge(
                meters, guard, ChannelGuard::remainingBudget, channel.provider(), tenant, id)));
  }

  void watch(Desk desk, DeskGuard guard) {
    var tenant = desk.tenant().value();
    var id = desk.id().value();
    watched.put(
        desk.id(),
        List.of(
            Metric.DESK_UP.gauge(meters, guard, DeskGuard::available, tenant, id),
            Metric.RATE_BUDGET.gauge(
                meters, guard, DeskGuard::remainingBudget, desk.kind(), tenant, id),
            Metric.DESK_CLIENTS.gauge(
                meters, guard, DeskGuard::clientsWorking, tenant, id, "working"),
            Metric.DESK_CLIENTS.gauge(
                meters, guard, DeskGuard::clientsRefused, tenant, id, "refused")));
  }

  void forget(@Nullable Object id) {
    var gone = id == null ? null : watched.remove(id);
    if (gone != null) {
      gone.forEach(meters::remove);
    }
  }

  void countWait(String provider, TenantId tenant, WaitReason why) {
    waits.count(provider, tenant.value(), why.tag());
  }

  void countDropped(TenantId tenant) {
    dropped.count(tenant.value());
  }
}
