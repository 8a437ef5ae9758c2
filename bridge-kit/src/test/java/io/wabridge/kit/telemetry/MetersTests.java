package io.wabridge.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.TenantId;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetersTests {

  private static final TenantId TENANT = new TenantId("t-1");

  @Test
  void exportsTheDocumentedNamesAndLimits() {
    var prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new StageMeters(prometheus, "inbound-transformer").took(StageMeters.Result.OK, 7_000_000);
    new MessageMeters(prometheus).delivered(envelope(), Direction.INBOUND, "genesys");

    assertThat(prometheus.scrape())
        .contains(
            Metric.STAGE.exposed()
                + "_bucket{outcome=\"ok\",stage=\"inbound-transformer\",le=\"0.01\"} 1")
        .contains("le=\"0.005\"} 0")
        .contains(
            Metric.MESSAGE_END_TO_END.exposed() + "_bucket{direction=\"inbound\",le=\"300.0\"} 1")
        .contains(
            Metric.MESSAGES_FINISHED.exposed()
                + "{direction=\"inbound\",outcome=\"delivered\",provider=\"genesys\",reason=\"none\",tenant=\"t-1\"} 1.0")
        .contains("# HELP " + Metric.QUEUE_WAIT.exposed() + " " + Metric.QUEUE_WAIT.meaning());
  }

  @Test
  void countsRefusalsAndFailuresSeparately() {
    var meters = new SimpleMeterRegistry();
    var messages = new MessageMeters(meters);

    messages.refused(TENANT, Direction.OUTBOUND, "cloud", Reason.WINDOW_CLOSED);
    messages.refused(TENANT, Direction.OUTBOUND, "cloud", Reason.MEDIA_EXPIRED);

    assertThat(finished(meters, "refused", "window_closed")).isEqualTo(1);
    assertThat(finished(meters, "failed", "media_expired")).isEqualTo(1);
  }

  @Test
  void limitsLabelValuesChosenByTheOtherSide() {
    var meters = new SimpleMeterRegistry();
    var messages = new MessageMeters(meters);

    IntStream.range(0, 1000)
        .forEach(kind -> messages.ignored(TENANT, Direction.INBOUND, "kind " + kind));

    assertThat(meters.find("bridge.events.ignored").counters()).hasSizeLessThanOrEqualTo(41);
    assertThat(meters.get("bridge.events.ignored").tag("kind", "other").counter().count())
        .isEqualTo(960);
  }

  @Test
  void omitsTheTenantLabelIfConfigured() {
    var meters = new SimpleMeterRegistry();
    meters.config().meterFilter(filter(false));
    var messages = new MessageMeters(meters);

    messages.received(TENANT, Direction.INBOUND, new Content.Text("hello"));
    messages.received(new TenantId("t-2"), Direction.INBOUND, new Content.Text("hello"));

    assertThat(meters.get("bridge.messages.received").tag("tenant", "all").counter().count())
        .isEqualTo(2);
  }

  @Test
  void refusesMissingLabels() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metric.PARKED.counters(new SimpleMeterRegistry()).count("one"))
        .withMessageContaining("stage");
  }

  private static MeterFilter filter(boolean tenantLabel) {
    return TelemetryConfiguration.tenantLabel(new TelemetryProperties(tenantLabel));
  }

  private static double finished(SimpleMeterRegistry meters, String outcome, String reason) {
    return meters
        .get("bridge.messages.finished")
        .tags("outcome", outcome, "reason", reason)
        .counter()
        .count();
  }

  private static Envelope<?> envelope() {
    return new Envelope<>(
        "c",
        TENANT,
        "k",
        "i",
        Instant.now(),
        new Payload.ChannelPart(new ChannelId("channel"), "{}"));
  }
}
