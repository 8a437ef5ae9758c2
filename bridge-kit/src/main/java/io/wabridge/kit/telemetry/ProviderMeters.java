package io.wabridge.kit.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.model.CallListener;
import java.time.Duration;

/** Timers of the calls to the outside. */
final class ProviderMeters implements CallListener {

  private final Timers requests;

  ProviderMeters(MeterRegistry meters) {
    this.requests = Metric.PROVIDER_REQUESTS.timers(meters);
  }

  @Override
  public void called(String provider, Operation operation, Answer answer, Duration took) {
    requests.took(took.toNanos(), provider, Labels.of(operation), Labels.of(answer));
  }
}
