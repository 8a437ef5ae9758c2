package io.wabridge.kit.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Every metric of ours: name, kind, meaning and labels. Nothing else registers one, so a rename is
 * a conscious act. No histogram has the tenant as a label: it would be multiplied by its limits.
 */
public enum Metric {
  WEBHOOKS_RECEIVED(
      counter("bridge.webhooks.received"),
      "Webhooks that came in, by what became of them",
      "source",
      "tenant",
      "outcome"),
  WEBHOOK(
      histogram("bridge.webhook", .05, .1, .25, .5, 1, 2.5, 5),
      "How long a genuine webhook waited for its 200",
      "source"),
  LAST_INBOUND(
      gauge("bridge.last.inbound.timestamp", "seconds"),
      "When the channel's last genuine webhook came",
      "tenant",
      "channel"),

  MESSAGES_RECEIVED(
      counter("bridge.messages.received"),
      "Messages understood and sent on, by what they are",
      "tenant",
      "direction",
      "kind"),
  EVENTS_IGNORED(
      counter("bridge.events.ignored"),
      "Events of a webhook that nobody needs to be told of",
      "tenant",
      "direction",
      "kind"),
  DUPLICATES(counter("bridge.duplicates"), "What had been taken before and was let go", "stage"),
  MESSAGES_FINISHED(
      counter("bridge.messages.finished"),
      "Messages that came to an end, and to which",
      "tenant",
      "direction",
      "provider",
      "outcome",
      "reason"),
  MESSAGE_END_TO_END(
      histogram("bridge.message.end.to.end", .025, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300),
      "From our 200 to the other side's",
      "direction"),
  MESSAGES_UNACCOUNTED(
      gauge("bridge.messages.unaccounted", null),
      "Messages without an end for 15 minutes that are neither held nor parked",
      "direction"),

  STAGE(
      histogram("bridge.stage", .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10),
      "How long a stage worked on one envelope, by how it went",
      "stage",
      "outcome"),
  QUEUE_WAIT(
      histogram("bridge.queue.wait", .01, .1, 1, 5, 15, 30, 60, 300),
      "How long an envelope lay in its lane before its turn came",
      "stage"),
  LANES_READ(
      gauge("bridge.lanes.read", null), "1 while the stage reads its lanes, 0 while not", "stage"),
  HELD(counter("bridge.held"), "Envelopes put aside for a later try", "stage", "reason"),
  HELD_CONVERSATIONS(
      gauge("bridge.held.conversations", null), "Conversations that wait for a later try", "stage"),
  HELD_OLDEST(
      gauge("bridge.held.oldest.timestamp", "seconds"),
      "Since when the conversation waits that has waited longest",
      "stage"),
  PARKED(counter("bridge.parked"), "Envelopes put where a human decides", "stage", "reason"),
  PARKED_MESSAGES(
      gauge("bridge.parked.messages", null), "Envelopes a human has to decide about", "stage"),
  REPLAYED(
      counter("bridge.replayed"),
      "Parked envelopes that were let go on; there: it was held already",
      "stage",
      "outcome"),
  SPOOL(gauge("bridge.spool", "bytes"), "Desks' webhooks that wait on the disk for the broker"),
  JOURNAL(gauge("bridge.journal", "bytes"), "Raw webhooks that wait on the disk for the archive"),

  RECEIPTS(
      counter("bridge.receipts"), "Statuses WhatsApp told of our messages", "tenant", "status"),
  RECEIPT_DELAY(
      histogram("bridge.receipt.delay", .1, .5, 1, 5, 15, 30, 60, 300),
      "From our 200 for a status to its being known",
      "status"),
  RECEIPTS_DROPPED(
      counter("bridge.receipts.dropped"),
      "Receipts \"delivered\" given up because the desk's budget was short",
      "tenant"),

  PROVIDER_REQUESTS(
      histogram("bridge.provider.requests", .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30),
      "Calls to the outside until the answer's first byte",
      "provider",
      "operation",
      "outcome"),
  GATE_WAITS(
      counter("bridge.gate.waits"),
      "Calls that were not made yet, and why",
      "provider",
      "tenant",
      "reason"),
  RATE_BUDGET(
      gauge("bridge.rate.budget.remaining", "ratio"),
      "What is left of what may be sent at once",
      "provider",
      "tenant",
      "of"),
  CHANNEL_UP(
      gauge("bridge.channel.up", null),
      "1 while the channel answers, 0 while it is left alone",
      "tenant",
      "channel"),
  DESK_UP(
      gauge("bridge.desk.up", null),
      "1 while the desk answers, 0 while it is left alone",
      "tenant",
      "desk"),
  DESK_CLIENTS(
      gauge("bridge.desk.clients", null),
      "OAuth clients of the desk that are let in, and those that are not",
      "tenant",
      "desk",
      "state"),

  MEDIA(counter("bridge.media", "bytes"), "Bytes of files taken into the store", "direction"),
  MEDIA_FAILURES(
      counter("bridge.media.failures"),
      "Files that could not be had, and why",
      "direction",
      "reason"),
  SEARCH(
      histogram("bridge.search", .01, .05, .1, .25, .5, 1, 2.5),
      "How long looking for a message took"),
  BUILD_INFO(
      new Shape(Kind.INFO, "bridge.build", null, List.of()),
      "Which version runs; the value is 1",
      "version",
      "commit");

  /** What Prometheus calls it. */
  public enum Kind {
    COUNTER,
    GAUGE,
    HISTOGRAM,
    INFO
  }

  private record Shape(Kind kind, String name, @Nullable String unit, List<Double> limits) {}

  private final Shape shape;
  private final String meaning;
  private final List<String> labels;

  Metric(Shape shape, String meaning, String... labels) {
    this.shape = shape;
    this.meaning = meaning;
    this.labels = List.of(labels);
  }

  private static Shape counter(String name) {
    return counter(name, null);
  }

  private static Shape counter(String name, @Nullable String unit) {
    return new Shape(Kind.COUNTER, name, unit, List.of());
  }

  private static Shape gauge(String name, @Nullable String unit) {
    return new Shape(Kind.GAUGE, name, unit, List.of());
  }

  private static Shape histogram(String name, double... seconds) {
    return new Shape(Kind.HISTOGRAM, name, "seconds", DoubleStream.of(seconds).boxed().toList());
  }

  public Kind kind() {
    return shape.kind;
  }

  public String meaning() {
    return meaning;
  }

  public List<String> labels() {
    return labels;
  }

  /** Limits of a histogram, in seconds. */
  public List<Double> limits() {
    return shape.limits;
  }

  /** The name as Prometheus reads it. */
  public String exposed() {
    var type =
        switch (shape.kind) {
          case COUNTER -> Meter.Type.COUNTER;
          case GAUGE, INFO -> Meter.Type.GAUGE;
          case HISTOGRAM -> Meter.Type.TIMER;
        };
    var name = new PrometheusNamingConvention().name(shape.name, type, shape.unit);
    return switch (shape.kind) {
      case COUNTER -> name + "_total";
      case INFO -> name + "_info";
      case GAUGE, HISTOGRAM -> name;
    };
  }

  /** Counters of this name, one for each combination of labels that comes up. */
  public Counters counters(MeterRegistry meters) {
    return new Counters(values -> counter(meters, values));
  }

  private Counter counter(MeterRegistry meters, List<String> values) {
    return Counter.builder(shape.name)
        .description(meaning)
        .baseUnit(shape.unit)
        .tags(tags(values))
        .register(meters);
  }

  /** Timers of this name, one for each combination of labels that comes up. */
  public Timers timers(MeterRegistry meters) {
    return new Timers(values -> timer(meters, values));
  }

  /** The one timer with these labels, to be kept. */
  public Timer timer(MeterRegistry meters, String... values) {
    return timer(meters, List.of(values));
  }

  private Timer timer(MeterRegistry meters, List<String> values) {
    return Timer.builder(shape.name)
        .description(meaning)
        .tags(tags(values))
        .serviceLevelObjectives(
            shape.limits.stream().map(Metric::duration).toArray(Duration[]::new))
        .register(meters);
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  /** Shows what can be asked of an object, which is kept. */
  public <T> Gauge gauge(
      MeterRegistry meters, T object, ToDoubleFunction<T> value, String... values) {
    return Gauge.builder(shape.name, object, value)
        .description(meaning)
        .baseUnit(shape.unit)
        .tags(tags(List.of(values)))
        .strongReference(true)
        .register(meters);
  }

  /** Shows figures whose labels come and go. */
  public MultiGauge gauges(MeterRegistry meters) {
    return MultiGauge.builder(shape.name)
        .description(meaning)
        .baseUnit(shape.unit)
        .register(meters);
  }

  /** Says something once and for all. */
  public void info(PrometheusRegistry prometheus, String... values) {
    Info.builder()
        .name(exposed())
        .help(meaning)
        .labelNames(labels.toArray(String[]::new))
        .register(prometheus)
        .setLabelValues(values);
  }

  /** The labels with their values, in their order. */
  public Tags tags(List<String> values) {
    if (values.size() != labels.size()) {
      throw new IllegalArgumentException(this + " has the labels " + labels + ", not " + values);
    }
    return Tags.of(
        IntStream.range(0, labels.size())
            .mapToObj(i -> Tag.of(labels.get(i), values.get(i)))
            .toList());
  }
}
