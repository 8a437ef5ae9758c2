package io.wabridge.suite.bench;

import io.wabridge.suite.bench.Options.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the phases of the benchmark in their order. */
final class BridgePhases {

  /** A fixed rate of messages per second, and the share of them that is inbound. */
  private record FixedRate(String name, double perSecond, double shareIn) {}

  private static final FixedRate IN_300 = new FixedRate("in, 300/s", 300, 1);
  private static final FixedRate BOTH_100 = new FixedRate("both, 100/s", 100, 0.5);
  private static final FixedRate BOTH_300 = new FixedRate("both, 300/s", 300, 0.5);

  private final Options options;
  private final Place place;
  private final Processor processor;
  private final Stopwatch stopwatch;
  private final Ends ends;
  private final World world;
  private final Load load;
  private final List<Figures> figures;
  private Batches.@Nullable Times batches;
  private final Consumer<String> say;

  BridgePhases(
      Options options,
      Place place,
      Processor processor,
      Ends ends,
      World world,
      List<Figures> figures,
      Consumer<String> say) {
    this.options = options;
    this.place = place;
    this.processor = processor;
    this.stopwatch = new Stopwatch(place, processor);
    this.ends = ends;
    this.world = world;
    this.load = ends.load(world.talks(), options.seed());
    this.figures = figures;
    this.say = say;
  }

  void run(World.Api api) throws Exception {
    load.sendOnceEach(50);
    warmUp();
    try (var raw = options.wants(Part.RAW) ? new RawBaseline(options, place, processor) : null;
        var plain =
            options.wants(Part.PLAIN)
                ? new PlainBaseline(options, place, processor, ends, world)
                : null) {
      if (plain != null) {
        plain.warmUp(say);
      }
      saturated(raw, plain);
      if (options.wants(Part.CLOCK)) {
        atFixedRate(plain);
      }
      if (plain != null) {
        say.accept("  plain route: " + plain.verdict().counts());
      }
    }
    if (options.wants(Part.BATCH)) {
      batches = new Batches(ends, world).run(options.quick() ? 1 : 20, say);
    }
    if (options.growth()) {
      new Growth(options, place, ends, world, this::inbound, say).run(api);
    }
    if (options.minutes() > 0) {
      soak();
    }
  }

  /** The times of webhooks with a thousand messages; null unless they were selected. */
  Batches.@Nullable Times batches() {
    return batches;
  }

  /** In both directions, because each has its own code to compile. */
  private void warmUp() throws InterruptedException {
    warmUp(true, options.warmUp());
    if (options.wants(Part.OUT) || options.wants(Part.CLOCK)) {
      warmUp(false, options.warmUpOut());
    }
  }

  private void warmUp(boolean in, int messages) throws InterruptedException {
    var from = System.nanoTime();
    var said = load.closedLoop(options.inFlight(), in, options.warmUpSeconds(), messages).size();
    ends.settle();
    say.accept(
        "  warm-up %s: %d messages in %.0f s"
            .formatted(in ? "in" : "out", said, (System.nanoTime() - from) / 1e9));
  }

  private void saturated(@Nullable RawBaseline raw, @Nullable PlainBaseline plain)
      throws Exception {
    var phases = new ArrayList<Phase>();
    if (options.wants(Part.IN)) {
      phases.add(saturated(true));
    }
    if (plain != null) {
      phases.add(plain.saturated());
    }
    if (options.wants(Part.OUT)) {
      phases.add(saturated(false));
    }
    if (raw != null) {
      phases.add(raw);
    }
    measure(phases, options.rounds(), options.seconds());
  }

  private Watched saturated(boolean in) {
    var profile = new Profile(place, processor.leaders(Group.SERVICES), in ? "in" : "out");
    return Watched.saturated(
        in ? "in, saturated" : "out, saturated",
        options.inFlight(),
        seconds -> {
          if (options.profile()) {
            profile.start();
          }
          var turn = turn(seconds, s -> load.closedLoop(options.inFlight(), in, s));
          if (options.profile()) {
            profile.stop();
            profile.print(say);
          }
          return turn;
        });
  }

  private void atFixedRate(@Nullable PlainBaseline plain) throws Exception {
    var phases = new ArrayList<Phase>();
    phases.add(atFixedRate("in, 100/s", 100, 1));
    if (plain != null) {
      phases.add(plain.atFixedRate(100));
    }
    measure(phases, options.quick() ? 1 : 3, options.fixedRateSeconds());
    for (var phase : options.quick() ? List.of(BOTH_100) : List.of(IN_300, BOTH_100, BOTH_300)) {
      measure(
          List.of(atFixedRate(phase.name(), phase.perSecond(), phase.shareIn())),
          1,
          options.fixedRateSeconds());
      if (figures.getLast().stoppedEarly()) {
        say.accept("  higher fixed rates are skipped: the bridge cannot keep up with this one");
        return;
      }
    }
  }

  private Watched atFixedRate(String name, double perSecond, double shareIn) {
    return Watched.atFixedRate(
        name, perSecond, seconds -> turn(seconds, s -> load.atFixedRate(perSecond, shareIn, s)));
  }

  private void inbound(String name, Load of) throws Exception {
    var phase =
        Watched.saturated(
            name,
            options.inFlight(),
            seconds -> turn(seconds, s -> of.closedLoop(options.inFlight(), true, s)));
    measure(List.of(phase), 1, options.seconds());
  }

  private void soak() throws InterruptedException {
    var services = processor.leaders(Group.SERVICES);
    new Soak(place, services, say)
        .watch(() -> load.atFixedRate(options.perSecond(), 0.5, options.minutes() * 60));
    ends.settle();
  }

  private Figures.Turn turn(double seconds, Stopwatch.Workload workload) throws Exception {
    var found = stopwatch.measure(0.5, seconds, ends.judge(), Figures.groups(), workload);
    ends.settle();
    return found;
  }

  private void measure(List<Phase> phases, int rounds, double seconds) throws Exception {
    Phase.takeTurns(phases, rounds, seconds);
    for (var phase : phases) {
      var found = phase.figures();
      figures.add(found);
      say.accept(
          "  %s: %.0f/s delivered, %.2f CPU-ms each"
              .formatted(found.name(), found.perSecond(), found.sum().perMessage()));
    }
  }
}
