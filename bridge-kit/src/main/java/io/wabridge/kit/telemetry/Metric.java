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
 * All metrics: name, kind, meaning and labels. No other code registers one, so that no metric is
 * renamed by accident. No histogram has the tenant as a label: it would be multiplied by its
 * limits.
 */
public enum Metric {
  WEBHOOKS_RECEIVED(
      counter("bridge.webhooks.received"),
      "Webhooks received, by outcome",
      "source",
      "tenant",
      "outcome"),
  WEBHOOK(
      histogram("bridge.webhook", .05, .1, .25, .5, 1, 2.5, 5),
      "Time from a valid webhook to its 200",
      "source"),
  LAST_INBOUND(
      gauge("bridge.last.inbound.timestamp", "seconds"),
      "Time of the channel's last valid webhook",
      "tenant",
      "channel"),

  MESSAGES_RECEIVED(
      counter("bridge.messages.received"),
      "Messages decoded and published to the next stage, by kind",
      "tenant",
      "direction",
      "kind"),
  EVENTS_IGNORED(
      counter("bridge.events.ignored"),
      "Webhook events that need no processing",
      "tenant",
      "direction",
      "kind"),
  DUPLICATES(
      counter("bridge.duplicates"),
      "Repeated events that were dropped because they were processed before",
      "stage"),
  MESSAGES_FINISHED(
      counter("bridge.messages.finished"),
      "Messages with a final outcome",
      "tenant",
      "direction",
      "provider",
      "outcome",
      "reason"),
  MESSAGE_END_TO_END(
      histogram("bridge.message.end.to.end", .025, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300),
      "Time from the bridge's 200 to the other side's",
      "direction"),
  MESSAGES_UNACCOUNTED(
      gauge("bridge.messages.unaccounted", null),
      "Messages without a final outcome for 15 minutes that are neither held nor parked",
      "direction"),

  MAPPINGS(
      counter("bridge.mappings"),
      "Look-ups in Redis by desk conversation (conv) or person (wa); stale: a hit the ledger contradicted",
      "mapping",
      "outcome"),

  STAGE(
      histogram("bridge.stage", .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10),
      "Processing time of one envelope in a stage, by outcome",
      "stage",
      "outcome"),
  QUEUE_WAIT(
      histogram("bridge.queue.wait", .01, .1, 1, 5, 15, 30, 60, 300),
      "Time an envelope waited in its lane before processing",
      "stage"),
  LANES_READ(
      gauge("bridge.lanes.read", null), "1 if the stage reads its lanes, otherwise 0", "stage"),
  HELD(counter("bridge.held"), "Envelopes held for a retry", "stage", "reason"),
  HELD_CONVERSATIONS(
      gauge("bridge.held.conversations", null), "Conversations held for a retry", "stage"),
  HELD_OLDEST(
      gauge("bridge.held.oldest.timestamp", "seconds"),
      "Time since which the oldest held conversation waits",
      "stage"),
  PARKED(counter("bridge.parked"), "Envelopes parked for a person's decision", "stage", "reason"),
  PARKED_MESSAGES(gauge("bridge.parked.messages", null), "Envelopes that are parked now", "stage"),
  REPLAYED(
      counter("bridge.replayed"),
      "Parked envelopes that were replayed; outcome there: it was held already",
      "stage",
      "outcome"),
  SPOOL(gauge("bridge.spool", "bytes"), "Size of the spool: desk webhooks waiting for the broker"),
  JOURNAL(
      gauge("bridge.journal", "bytes"),
      "Size of the journal: raw webhooks waiting for the archive"),
  REMOVED(
      counter("bridge.removed"),
      "Rows by table, objects by bucket, and envelopes that retention or an erasure removed",
      "what"),
  RECORDS_DAMAGED(
      counter("bridge.records.damaged"),
      "Records of the spool or the journal that could not be read and were skipped",
      "log"),

  CIPHERTEXTS_REFUSED(
      counter("bridge.ciphertexts.refused"),
      "Encrypted values that were refused: moved, changed or put back, or their key is missing",
      "place"),

  RECEIPTS(
      counter("bridge.receipts"),
      "Statuses WhatsApp reported for our messages",
      "tenant",
      "status"),
  RECEIPT_DELAY(
      histogram("bridge.receipt.delay", .1, .5, 1, 5, 15, 30, 60, 300),
      "Time from the bridge's 200 for a status until it is recorded",
      "status"),
  RECEIPTS_DROPPED(
      counter("bridge.receipts.dropped"),
      "Receipts and read marks dropped because the rate limit was used up",
      "tenant"),

  PROVIDER_REQUESTS(
      histogram("bridge.provider.requests", .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30),
      "Outside calls, until the first byte of the answer",
      "provider",
      "operation",
      "outcome"),
  GATE_WAITS(
      counter("bridge.gate.waits"),
      "Calls that were postponed, by reason",
      "provider",
      "tenant",
      "reason"),
  RATE_BUDGET(
      gauge("bridge.rate.budget.remaining", "ratio"),
      "Remaining share of the burst of a rate limit",
      "provider",
      "tenant",
      "of"),
  CHANNEL_UP(
      gauge("bridge.channel.up", null),
      "1 if the channel answers, 0 while its circuit is open",
      "tenant",
      "channel"),
  CHANNEL_CREDENTIALS(
      gauge("bridge.channel.credentials", null),
      "Credentials of the channel, by state",
      "tenant",
      "channel",
      "state"),
  CHANNEL_CONDITIONS(
      gauge("bridge.channel.conditions", null),
      "Conditions of the channel that its provider reported and that still hold",
      "tenant",
      "channel",
      "code",
      "severity"),
  CONNECTION_FAILING(
      gauge("bridge.connection.failing", null),
      "1 for each channel or desk whose last connection tests failed",
      "tenant",
      "side",
      "endpoint"),
  DESK_UP(
      gauge("bridge.desk.up", null),
      "1 if the desk answers, 0 while its circuit is open",
      "tenant",
      "desk"),
  DESK_CLIENTS(
      gauge("bridge.desk.clients", null),
      "OAuth clients of the desk, by state",
      "tenant",
      "desk",
      "state"),

  MEDIA(counter("bridge.media", "bytes"), "Bytes of files saved in the store", "direction"),
  MEDIA_FAILURES(
      counter("bridge.media.failures"),
      "Files that could not be fetched, by reason",
      "direction",
      "reason"),
  MEDIA_PENDING(
      gauge("bridge.media.pending", null),
      "Files that could not be fetched yet and follow their messages, by reason",
      "reason"),
  EVENTS_PUBLISHED(
      counter("bridge.events.published"), "Events of conversations that got a position", "type"),
  EVENTS_LAG(
      gauge("bridge.events.lag", "seconds"),
      "Age of the oldest event of a conversation that has no position yet"),
  EVENT_STREAMS(gauge("bridge.event.streams", null), "Streams of events that are open"),
  WEBHOOK_DELIVERIES(
      counter("bridge.webhook.deliveries"),
      "Attempts to post an event to a tenant's webhook, by outcome",
      "tenant",
      "outcome"),
  SEARCH(histogram("bridge.search", .01, .05, .1, .25, .5, 1, 2.5), "Duration of a message search"),
  CONTENT_SEARCH(
      histogram("bridge.content.search", .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5),
      "Duration of a search for words of messages, by outcome: found, nothing, refused, cancelled",
      "outcome"),
  BUILD_INFO(
      new Shape(Kind.INFO, "bridge.build", null, List.of()),
      "Running version; the value is 1",
      "version",
      "commit");

  /** Its type in Prometheus. */
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

  /** Counters of this name, one for each combination of labels in use. */
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

  /** Timers of this name, one for each combination of labels in use. */
  public Timers timers(MeterRegistry meters) {
    return new Timers(values -> timer(meters, values));
  }

  /** The timer with these labels, for the caller to keep. */
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

  /** Registers a gauge of an object, with a strong reference to it. */
  public <T> Gauge gauge(
      MeterRegistry meters, T object, ToDoubleFunction<T> value, String... values) {
    return Gauge.builder(shape.name, object, value)
        .description(meaning)
        .baseUnit(shape.unit)
        .tags(tags(List.of(values)))
        .strongReference(true)
        .register(meters);
  }

  /** Registers gauges whose label values change. */
  public MultiGauge gauges(MeterRegistry meters) {
    return MultiGauge.builder(shape.name)
        .description(meaning)
        .baseUnit(shape.unit)
        .register(meters);
  }

  /** Registers a constant. */
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
