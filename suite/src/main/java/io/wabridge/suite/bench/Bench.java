package io.wabridge.suite.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Measures the bridge, then the least that could do its work, and prints both. */
public final class Bench {

  private final Options options;
  private final Place place;
  private final Processor processor = new Processor();
  private final Stopwatch stopwatch;
  private final List<Figures> figures = new ArrayList<>();

  private Bench(Options options, Place place) {
    this.options = options;
    this.place = place;
    this.stopwatch = new Stopwatch(place, processor);
  }

  public static void main(String... arguments) throws Exception {
    Options options;
    try {
      options = Options.of(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    System.exit(new Bench(options, new Place(System.getenv())).run() ? 0 : 1);
  }

  private static void say(String line) {
    System.out.println(line);
  }

  private boolean run() throws Exception {
    processor.watch(Group.LOAD, List.of(ProcessHandle.current().pid()));
    for (var group : Figures.groups()) {
      if (group != Group.LOAD) {
        processor.watch(group, pids(place.get("BENCH_PIDS_" + group.name())));
      }
    }
    var run = Long.toString(System.currentTimeMillis() % 100_000);
    var judge = new Judge();
    var files = new Files(options.seed());
    try (var gateway = new Wire("127.0.0.1", place.port("BRIDGE_PORT"))) {
      var phonePort = place.port("SANDBOX_WHATSAPP_PORT");
      var deskPort = place.port("SANDBOX_GENESYS_PORT");
      var phones = new WhatsAppSide(run, phonePort, gateway, files, judge);
      var desks = new DeskSide(run, deskPort, gateway, files, judge);
      phones.tellsStatuses = options.statuses();
      try (var phoneDoor = new LeanServer(phonePort, phones::answer);
          var deskDoor = new LeanServer(deskPort, desks::answer)) {
        var api = new World.Api(gateway, place.get("BRIDGE_ADMIN_TOKEN"));
        var world =
            World.found(run, api, place, options.tenants(), options.persons(), phones, desks);
        say(
            "%d tenants are connected, %d persons, far ends on %d and %d"
                .formatted(
                    world.tenants().size(),
                    world.talks().size(),
                    phoneDoor.port(),
                    deskDoor.port()));
        var load = new Load(world.talks(), phones::say, desks::say, judge, options.seed());
        bridge(load, judge);
        var verdict = judge.verdict();
        new Table(figures).print(Bench::say);
        say("judge: " + verdict);
        if (!verdict.clean()) {
          say("VOID: not every figure of the judge is 0");
        }
        return verdict.clean();
      }
    }
  }

  private void bridge(Load load, Judge judge) throws Exception {
    var n = options.underWay();
    load.everybody(50);
    load.closed(n, true, options.quick() ? 12 : 40);
    judge.drained(10);
    if (options.wants("in")) {
      saturated(load, judge, true);
    }
    if (options.wants("out")) {
      load.closed(n, false, options.quick() ? 8 : 20);
      judge.drained(10);
      saturated(load, judge, false);
    }
  }

  private void saturated(Load load, Judge judge, boolean in) throws Exception {
    var name = in ? "in, saturated" : "out, saturated";
    var profile = new Profile(place, processor.leaders(Group.SERVICES), in ? "in" : "out");
    if (options.profile()) {
      profile.start();
    }
    figures.add(
        stopwatch.measure(
            name,
            0,
            options.underWay(),
            1,
            options.quick() ? 12 : 40,
            judge,
            Group.SERVICES,
            seconds -> load.closed(options.underWay(), in, seconds)));
    if (options.profile()) {
      profile.stop();
      profile.print(Bench::say);
    }
  }

  private static List<Long> pids(String text) {
    return Stream.of(text.strip().split("\\s+")).map(Long::valueOf).toList();
  }
}
