package io.wabridge.suite.bench;

import io.wabridge.suite.bench.Options.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is measured, and in which order. */
final class BridgePhases {

  /** So many messages a second, and the share of them that comes in. */
  private record Clocked(String name, double perSecond, double shareIn) {}

  private static final Clocked IN_300 = new Clocked("in, 300/s", 300, 1);
  private static final Clocked BOTH_100 = new Clocked("both, 100/s", 100, 0.5);
  private static final Clocked BOTH_300 = new Clocked("both, 300/s", 300, 0.5);

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
    load.everybody(50);
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
        byTheClock(plain);
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

  /** Webhooks of a thousand messages, if they were wanted. */
  Batches.@Nullable Times batches() {
    return batches;
  }

  /** Both ways, because both are compiled. */
  private void warmUp() throws InterruptedException {
    warmUp(true, options.warmUp());
    if (options.wants(Part.OUT) || options.wants(Part.CLOCK)) {
      warmUp(false, options.warmUpOut());
    }
  }

  private void warmUp(boolean in, int messages) throws InterruptedException {
    var from = System.nanoTime();
    var said = load.closed(options.underWay(), in, options.warmUpSeconds(), messages).size();
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
        options.underWay(),
        seconds -> {
          if (options.profile()) {
            profile.start();
          }
          var turn = turn(seconds, s -> load.closed(options.underWay(), in, s));
          if (options.profile()) {
            profile.stop();
            profile.print(say);
          }
          return turn;
        });
  }

  private void byTheClock(@Nullable PlainBaseline plain) throws Exception {
    var phases = new ArrayList<Phase>();
    phases.add(byTheClock("in, 100/s", 100, 1));
    if (plain != null) {
      phases.add(plain.byTheClock(100));
    }
    measure(phases, options.quick() ? 1 : 3, options.secondsByTheClock());
    for (var phase : options.quick() ? List.of(BOTH_100) : List.of(IN_300, BOTH_100, BOTH_300)) {
      measure(
          List.of(byTheClock(phase.name(), phase.perSecond(), phase.shareIn())),
          1,
          options.secondsByTheClock());
      if (figures.getLast().brokenOff()) {
        say.accept(
            "  more than that by the clock is left out: it cannot keep up with this already");
        return;
      }
    }
  }

  private Watched byTheClock(String name, double perSecond, double shareIn) {
    return Watched.byTheClock(
        name, perSecond, seconds -> turn(seconds, s -> load.byTheClock(perSecond, shareIn, s)));
  }

  private void inbound(String name, Load of) throws Exception {
    var phase =
        Watched.saturated(
            name,
            options.underWay(),
            seconds -> turn(seconds, s -> of.closed(options.underWay(), true, s)));
    measure(List.of(phase), 1, options.seconds());
  }

  private void soak() throws InterruptedException {
    var services = processor.leaders(Group.SERVICES);
    new Soak(place, services, say)
        .watch(() -> load.byTheClock(options.perSecond(), 0.5, options.minutes() * 60));
    ends.settle();
  }

  private Figures.Turn turn(double seconds, Stopwatch.Spell spell) throws Exception {
    var found = stopwatch.measure(0.5, seconds, ends.judge(), Figures.groups(), spell);
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
