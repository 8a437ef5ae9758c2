package io.wabridge.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Envelope;
import io.wabridge.model.Payload;
import io.wabridge.model.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TracesTests {

  private static final TenantId TENANT = new TenantId("t-1");

  private final List<SpanData> spans = new CopyOnWriteArrayList<>();
  private final Traces traces =
      Traces.of(
          "inbound-transformer",
          SdkTracerProvider.builder()
              .setIdGenerator(new TraceIds())
              .addSpanProcessor(SimpleSpanProcessor.create(new Kept()))
              .build());

  @AfterEach
  void forget() {
    traces.close();
    MDC.clear();
  }

  @Test
  void aMessageKeepsOneTraceIdFromTheGatewayThroughTheLane() {
    var gateway = traces.tracer().spanBuilder("POST /webhooks").startSpan();
    String correlation;
    String parent;
    try (var _ = gateway.makeCurrent();
        var _ = traces.beginReceive("receive whatsapp", TENANT)) {
      correlation = traces.correlation(true);
      parent = traces.parent();
    }
    gateway.end();
    try (var work = traces.begin(envelope(correlation), "normalize inbound", parent)) {
      work.ended("ok");
    }

    assertThat(spans).extracting(SpanData::getTraceId).containsOnly(correlation);
    assertThat(named("normalize inbound").getParentSpanId())
        .isEqualTo(named("receive whatsapp").getSpanId());
    assertThat(named("normalize inbound").getLinks()).isEmpty();
  }

  @Test
  void messagesOfOneWebhookHaveOwnTracesLinkedToIt() {
    String one;
    String another;
    String parent;
    try (var _ = traces.beginReceive("receive whatsapp", TENANT)) {
      one = traces.correlation(false);
      another = traces.correlation(false);
      parent = traces.parent();
    }
    traces.begin(envelope(one), "normalize inbound", parent).close();

    var webhook = named("receive whatsapp");
    assertThat(one).matches("[0-9a-f]{32}").isNotEqualTo(another);
    assertThat(named("normalize inbound").getTraceId()).isEqualTo(one);
    assertThat(named("normalize inbound").getLinks())
        .extracting(link -> link.getSpanContext().getSpanId())
        .containsExactly(webhook.getSpanId());
  }

  @Test
  void aHeldMessageContinuesInItsTrace() {
    var correlation = traces.correlation(false);

    traces.begin(envelope(correlation), "deliver genesys", null).close();
    traces.begin(envelope(correlation), "deliver genesys", null).close();

    assertThat(spans).hasSize(2).extracting(SpanData::getTraceId).containsOnly(correlation);
  }

  @Test
  void acceptsACorrelationOfAnEarlierVersion() {
    traces
        .begin(envelope("0199f3a0-1111-7222-8333-444444444444"), "normalize inbound", null)
        .close();

    assertThat(spans.getFirst().getTraceId()).isEqualTo("0199f3a0111172228333444444444444");
  }

  @Test
  void linksTheOtherRequestsOfABatch() {
    var contexts = new CopyOnWriteArrayList<Context>();
    for (var id : List.of("1".repeat(32), "2".repeat(32))) {
      try (var _ = traces.begin(envelope(id), "normalize inbound", null)) {
        contexts.add(Context.current());
      }
    }

    var combined = CorrelationContext.of(contexts);

    assertThat(CorrelationContext.correlation(combined))
        .isEqualTo("1".repeat(32) + "," + "2".repeat(32));
    assertThat(Span.fromContext(combined).getSpanContext().getTraceId()).isEqualTo("1".repeat(32));
    assertThat(CorrelationContext.linkedSpans(combined))
        .extracting(io.opentelemetry.api.trace.SpanContext::getTraceId)
        .containsExactly("2".repeat(32));
  }

  @Test
  void passesOnlyTheCorrelationWithoutACollector() {
    var off = Traces.off("inbound-transformer");

    var correlation = off.correlation(true);
    try (var _ = off.beginReceive("receive whatsapp", TENANT)) {
      assertThat(off.parent()).isNull();
    }
    try (var _ = off.begin(envelope(correlation), "normalize inbound", null)) {
      assertThat(MDC.getCopyOfContextMap())
          .containsEntry("service", "inbound-transformer")
          .containsEntry("correlation", correlation)
          .containsEntry("tenant", "t-1")
          .containsEntry("conversation", "90…0001:44…0100");
      assertThat(CorrelationContext.correlation(Context.current())).isEqualTo(correlation);
      assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }
    assertThat(MDC.getCopyOfContextMap()).containsOnlyKeys("service");
  }

  @Test
  void masksNumbersInLogs() {
    assertThat(LogContext.masked("447700900100")).isEqualTo("44…0100");
    assertThat(LogContext.masked("0199f3a0-1111-7222-8333-44444444444a"))
        .isEqualTo("0199f3a0-1111-7222-8333-44444444444a");
    assertThat(LogContext.masked("no number 12345")).isEqualTo("no number 12345");
    assertThat(LogContext.masked("")).isEmpty();
  }

  private SpanData named(String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  private static Envelope<?> envelope(String correlation) {
    return new Envelope<>(
        correlation,
        TENANT,
        "900800001:447700900100",
        "i",
        Instant.now(),
        new Payload.ChannelPart(new ChannelId("channel"), "{}"));
  }

  /** Collects exported spans. */
  private final class Kept implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> exported) {
      spans.addAll(exported);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
