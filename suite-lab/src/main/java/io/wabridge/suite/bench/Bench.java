package io.wabridge.suite.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Measures the bridge and two minimal baselines in alternating turns, and prints the results. */
public final class Bench {

  private final Options options;
  private final Place place;
  private final Processor processor = new Processor();
  private final List<Figures> figures = new ArrayList<>();
  private final List<String> said = new ArrayList<>();

  private Bench(Options options, Place place) {
    this.options = options;
    this.place = place;
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

  private void say(String line) {
    said.add(line);
    System.out.println(line);
  }

  private boolean run() throws Exception {
    processor.watch(Group.LOAD, List.of(ProcessHandle.current().pid()));
    for (var group : Figures.groups()) {
      if (group != Group.LOAD) {
        processor.watch(group, pids(place.get("BENCH_PIDS_" + group.name())));
      }
    }
    // ids of an earlier run on the same stores must not be repeated
    var run = Long.toString(System.currentTimeMillis() / 1000 % 100_000);
    try (var gateway = new KeepAliveClient("127.0.0.1", place.port("BRIDGE_PORT"));
        var ends = new Ends(place, gateway, run, options.seed())) {
      ends.phones.postsStatuses = options.statuses();
      var api = new World.Api(gateway, place.get("BRIDGE_ADMIN_TOKEN"));
      var world =
          World.create(
              run,
              api,
              place,
              options.totalTenants(),
              options.tenants(),
              options.persons(),
              ends.phones,
              ends.desks);
      say(
          "  %d tenants are connected; seed %d, statuses %s"
              .formatted(
                  world.tenants().size(), options.seed(), options.statuses() ? "on" : "off"));
      var phases = new BridgePhases(options, place, processor, ends, world, figures, this::say);
      phases.run(api);
      var verdict = ends.judge().verdict();
      var table = new Table(options, place, figures, phases.batches(), verdict, List.copyOf(said));
      table.print(this::say);
      say("  JSON in " + table.write());
      return verdict.clean();
    }
  }

  private static List<Long> pids(String text) {
    return Stream.of(text.strip().split("\\s+")).map(Long::valueOf).toList();
  }
}
