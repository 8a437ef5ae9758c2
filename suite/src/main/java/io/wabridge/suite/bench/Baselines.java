package io.wabridge.suite.bench;

import io.wabridge.suite.bench.Options.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The broker alone, and the plain route, under the same load and with the same far end. */
final class Baselines {

  /** Queues between a webhook and the delivery: see the way of a message. */
  private static final int HOPS = 2;

  private final Options options;
  private final Place place;
  private final Processor processor;
  private final Ends ends;
  private final World world;
  private final List<String> flags;
  private final List<Figures> figures;
  private final Consumer<String> say;

  Baselines(
      Options options,
      Place place,
      Processor processor,
      Ends ends,
      World world,
      List<String> flags,
      List<Figures> figures,
      Consumer<String> say) {
    this.options = options;
    this.place = place;
    this.processor = processor;
    this.ends = ends;
    this.world = world;
    this.flags = flags;
    this.figures = figures;
    this.say = say;
  }

  void run() throws Exception {
    if (options.wants(Part.RAW)) {
      raw();
    }
    if (options.wants(Part.PLAIN)) {
      plain();
    }
  }

  private void raw() throws IOException {
    var before = options.quick() ? 3 : 10;
    var seconds = options.quick() ? 10 : 30;
    try (var jvm =
        Jvm.start(
            place,
            flags,
            RawChain.class,
            Integer.toString(HOPS),
            Integer.toString(options.underWay()),
            Integer.toString(before),
            Integer.toString(seconds))) {
      jvm.await("measuring");
      processor.watch(Group.BASELINE, List.of(jvm.pid()));
      var from = System.nanoTime();
      var usedBefore = processor.usedMs();
      var words = jvm.await("arrived").split(" ");
      var window = new Figures.Window(from, System.nanoTime(), usedBefore, processor.usedMs());
      var times =
          new Percentiles(
              Long.parseLong(words[1]),
              Double.parseDouble(words[2]),
              Double.parseDouble(words[3]),
              Double.parseDouble(words[4]),
              0);
      figures.add(
          Figures.of(
              "RabbitMQ alone, %d hops".formatted(HOPS), options.underWay(), window, times, 0));
    } finally {
      processor.watch(Group.BASELINE, List.of());
    }
    say.accept("  RabbitMQ alone: %.0f/s".formatted(figures.getLast().perSecond()));
  }

  private void plain() throws Exception {
    ends.judge(new Judge());
    try (var jvm = Jvm.start(place, flags, PlainRoute.class);
        var wire = new Wire("127.0.0.1", place.port("WHATSAPP_WEBHOOK_SERVICE_PORT"))) {
      await(wire);
      processor.watch(Group.BASELINE, List.of(jvm.pid()));
      Load.Voice persons =
          (message, file) -> {
            var body = ends.phones.said(message, file);
            var headers = WhatsAppSide.signed(message.talk.tenant, body);
            return wire.send("POST", "/webhooks/plain", headers, body);
          };
      var load = new Load(world.talks(), persons, persons, ends.judge(), options.seed());
      var stopwatch = new Stopwatch(place, processor);
      // by the time, as six thousand messages are four seconds here, and no two runs are equal then
      load.closed(options.underWay(), true, options.baselineWarmUpSeconds());
      ends.judge().drained(10);
      var found = new ArrayList<Figures>();
      found.add(
          stopwatch.measure(
              "plain route, saturated",
              0,
              options.underWay(),
              1,
              options.seconds(),
              ends.judge(),
              Group.BASELINE,
              seconds -> load.closed(options.underWay(), true, seconds)));
      found.add(
          stopwatch.measure(
              "plain route, 100/s",
              100,
              0,
              1,
              options.seconds(),
              ends.judge(),
              Group.BASELINE,
              seconds -> load.byTheClock(100, 1, seconds)));
      figures.addAll(found);
      say.accept(
          "  plain route: %.0f/s; %s"
              .formatted(found.getFirst().perSecond(), ends.judge().verdict().counts()));
    } finally {
      processor.watch(Group.BASELINE, List.of());
    }
  }

  private static void await(Wire wire) throws InterruptedException, IOException {
    for (var until = System.nanoTime() + 60_000_000_000L; ; ) {
      try {
        wire.send("GET", "/", "", new byte[0]);
        return;
      } catch (IOException e) {
        if (System.nanoTime() > until) {
          throw new IOException("the plain route did not start", e);
        }
        Thread.sleep(100);
      }
    }
  }
}
