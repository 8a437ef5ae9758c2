package io.wabridge.kit.resilience;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Endpoint;
import io.wabridge.kit.telemetry.Counters;
import io.wabridge.kit.telemetry.Metric;
import io.wabridge.model.TenantId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of the guards: which endpoints answer, the remaining budgets of their limits, postponed
 * calls.
 */
final class GuardMeters {

  private final MeterRegistry meters;
  private final Counters waits;
  private final Counters dropped;
  private final Map<EndpointGuard, List<Meter>> registered = new ConcurrentHashMap<>();

  GuardMeters(MeterRegistry meters) {
    this.meters = meters;
    this.waits = Metric.GATE_WAITS.counters(meters);
    this.dropped = Metric.RECEIPTS_DROPPED.counters(meters);
  }

  void register(Endpoint endpoint, EndpointGuard guard) {
    var tenant = endpoint.tenant().value();
    var id = endpoint.endpointId();
    var budget =
        Metric.RATE_BUDGET.gauge(
            meters, guard, EndpointGuard::remainingShare, endpoint.kind(), tenant, id);
    registered.put(
        guard,
        switch (endpoint) {
          case Channel _ ->
              List.of(
                  budget,
                  Metric.CHANNEL_UP.gauge(meters, guard, EndpointGuard::up, tenant, id),
                  Metric.CHANNEL_CREDENTIALS.gauge(
                      meters, guard, EndpointGuard::credentialsWorking, tenant, id, "working"),
                  Metric.CHANNEL_CREDENTIALS.gauge(
                      meters, guard, EndpointGuard::credentialsRefused, tenant, id, "refused"));
          case Desk _ ->
              List.of(
                  budget,
                  Metric.DESK_UP.gauge(meters, guard, EndpointGuard::up, tenant, id),
                  Metric.DESK_CLIENTS.gauge(
                      meters, guard, EndpointGuard::credentialsWorking, tenant, id, "working"),
                  Metric.DESK_CLIENTS.gauge(
                      meters, guard, EndpointGuard::credentialsRefused, tenant, id, "refused"));
        });
  }

  void unregister(@Nullable EndpointGuard guard) {
    var gone = guard == null ? null : registered.remove(guard);
    if (gone != null) {
      gone.forEach(meters::remove);
    }
  }

  void waits(Endpoint endpoint, WaitReason reason) {
    waits.count(endpoint.kind(), endpoint.tenant().value(), reason.tag());
  }

  void dropped(TenantId tenant) {
    dropped.count(tenant.value());
  }
}
