package io.wabridge.suite.bench;

import io.wabridge.suite.bench.Options.Part;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is measured of the bridge itself. */
final class BridgePhases {

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
    if (options.wants(Part.IN)) {
      saturated("in, saturated", true);
    }
    if (options.wants(Part.OUT)) {
      saturated("out, saturated", false);
    }
    if (options.wants(Part.CLOCK)) {
      byTheClock();
    }
    if (options.wants(Part.BATCH)) {
      batches = new Batches(ends, world).run(options.quick() ? 3 : 20, say);
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

  private void inbound(String name, Load of) throws Exception {
    measured(name, 0, options.underWay(), seconds -> of.closed(options.underWay(), true, seconds));
  }

  private void soak() throws InterruptedException {
    var services = processor.leaders(Group.SERVICES);
    new Soak(place, services, say)
        .watch(() -> load.byTheClock(options.perSecond(), 0.5, options.minutes() * 60));
    ends.settle();
  }

  /** Both ways, because both are compiled. */
  private void warmUp() throws InterruptedException {
    warmUp(true);
    if (options.wants(Part.OUT) || options.wants(Part.CLOCK)) {
      warmUp(false);
    }
  }

  private void warmUp(boolean in) throws InterruptedException {
    var from = System.nanoTime();
    var said =
        load.closed(options.underWay(), in, options.warmUpSeconds(), options.warmUp()).size();
    ends.settle();
    say.accept(
        "  warm-up %s: %d messages in %.0f s"
            .formatted(in ? "in" : "out", said, (System.nanoTime() - from) / 1e9));
  }

  private void saturated(String name, boolean in) throws Exception {
    var profile = new Profile(place, processor.leaders(Group.SERVICES), in ? "in" : "out");
    if (options.profile()) {
      profile.start();
    }
    measured(name, 0, options.underWay(), s -> load.closed(options.underWay(), in, s));
    if (options.profile()) {
      profile.stop();
      profile.print(say);
    }
  }

  private void byTheClock() throws Exception {
    measured("in, 100/s", 100, 0, seconds -> load.byTheClock(100, 1, seconds));
    for (var perSecond : List.of(100.0, 300.0)) {
      var name = "both, %.0f/s".formatted(perSecond);
      measured(name, perSecond, 0, seconds -> load.byTheClock(perSecond, 0.5, seconds));
      if (figures.getLast().brokenOff()) {
        say.accept(
            "  more than that by the clock is left out: it cannot keep up with this already");
        return;
      }
    }
  }

  private void measured(String name, double offered, int underWay, Stopwatch.Spell spell)
      throws Exception {
    var found =
        stopwatch.measure(
            name, offered, underWay, 1, options.seconds(), ends.judge(), Group.SERVICES, spell);
    figures.add(found);
    var settling = ends.settle();
    say.accept(
        "  %s: %.0f/s delivered, %.2f CPU-ms each; all settled %.1f s later"
            .formatted(name, found.perSecond(), found.perMessage(), settling));
  }
}
