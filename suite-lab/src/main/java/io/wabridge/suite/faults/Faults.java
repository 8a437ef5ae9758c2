package io.wabridge.suite.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Runs the bridge under load and faults, and prints whether every promise was kept. */
public final class Faults {

  private static final int DRAIN_LIMIT = 300;

  private final Options options;
  private final Place place;
  private final List<String> text = Collections.synchronizedList(new ArrayList<>());
  private final List<InjectedFault> injectedFaults = new ArrayList<>();

  private Faults(Options options, Place place) {
    this.options = options;
    this.place = place;
  }

  public static void main(String... arguments) throws Exception {
    Options options;
    try {
      options = Options.of(arguments);
      options.only().forEach(FaultCatalog::of);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    System.exit(new Faults(options, Place.of(System.getenv())).run() ? 0 : 1);
  }

  private void say(String line) {
    text.add(line);
    System.out.println(line);
  }

  private boolean run() throws Exception {
    say(
        "seed %d, %.0f messages/s, %d s, %d tenants, %d conversations"
            .formatted(
                options.seed(),
                options.rate(),
                options.seconds(),
                options.tenants(),
                options.talks()));
    var run = Long.toString(options.seed(), 36) + Long.toString(System.nanoTime() & 0xffff, 36);
    var begun = System.nanoTime();
    try (var wiring = new Wiring(place)) {
      var fleet = Fleet.start(place, wiring, options::settings);
      Runtime.getRuntime().addShutdownHook(new Thread(fleet::stopNow));
      try (fleet) {
        fleet.awaitHealthy(240);
        say("the ten services are healthy after " + FaultCatalog.elapsed(begun));
        var world =
            World.create(run, place, wiring, options.tenants(), options.talks(), options.paired());
        var plan = place.home().resolve("plan.json");
        world.write(plan);
        try (var judge = new Judge(place, plan)) {
          return runWithChecker(judge, wiring, fleet, world, begun);
        }
      }
    }
  }

  private boolean runWithChecker(Judge judge, Wiring wiring, Fleet fleet, World world, long begun)
      throws Exception {
    var load = new Load(place, world, options.rate(), options.seed());
    load.prepare(options.longestPauseMs());
    var broker = new Broker(place);
    broker.watch();
    var context =
        new FaultContext(
            place,
            wiring,
            fleet,
            new StoreControl(place),
            broker,
            judge,
            world,
            load,
            options,
            "",
            new Random(options.seed()));
    say("tenants and persons are ready after " + FaultCatalog.elapsed(begun));
    try {
      return switch (options.mode()) {
        case FAULTS -> faults(context);
        case AMBIGUOUS -> new Ambiguous(context, this::say).run(options.count());
        case REPLAY -> new ParkAndReplay(context, this::say).run(options.count());
        case FAIR -> new Fairness(context, this::say).run();
      };
    } finally {
      broker.stop();
      Files.write(place.home().resolve("report-" + options.seed() + ".txt"), text);
    }
  }

  /** The limit for draining; a long run leaves a larger backlog. */
  private int drainLimit() {
    return Math.max(DRAIN_LIMIT, options.seconds());
  }

  private boolean faults(FaultContext context) throws Exception {
    var load = context.load();
    var judge = context.judge();
    var broker = context.broker();
    if (options.without() != null) {
      options.without().prepare(context);
    }
    load.pace(options.warmUp() > 0 ? 0.5 : 1);
    var loading = load.start();
    Thread.sleep(options.warmUp() * 1000L);
    load.pace(1);
    Thread.sleep(8000);
    injectFaults(context);
    load.stop();
    loading.join();
    context.wiring().restore();
    for (var side : List.of(context.phones(), context.desks())) {
      side.delete("/sandbox/faults");
    }
    say(
        "load ended: %d sent, %d could not be sent, at most %d ms behind the fixed rate"
            .formatted(load.sent(), load.failed(), load.behindMs()));
    context.fleet().awaitHealthy(120);
    var drain = new Drain(context, this::say);
    drain.await(drainLimit());
    var operator = new Operator(place, judge);
    var parked = operator.readParked();
    var uncertain = operator.uncertain();
    parked.forEach((what, count) -> say("  parked: %s %d".formatted(what, count)));
    if (!parked.isEmpty()) {
      judge.ask("operator");
      operator.replay().forEach(line -> say("  " + line));
      drain.await(drainLimit());
    }
    var verdict = judge.ask("verdict");
    ((ObjectNode) verdict).putPOJO("traffic", context.wiring().traffic());
    var outOfMemory = context.fleet().outOfMemory();
    outOfMemory.forEach((who, times) -> say("%s ran out of memory %d times".formatted(who, times)));
    var good = report(verdict, broker.redelivered(), repeatedWebhooks(), uncertain);
    return options.without() == null
        ? good && outOfMemory.isEmpty()
        : reportedByChecker(options.without(), verdict);
  }

  /**
   * Without one of its mechanisms the bridge must break a promise, and the checker must report it.
   */
  private boolean reportedByChecker(Without without, JsonNode verdict) {
    var violated = new Promises(verdict).violated(without.figures());
    say(
        violated.isEmpty()
            ? "NOT NOTICED: without %s the checker reported no broken promise of this mechanism"
                .formatted(without.mechanism())
            : "as expected without %s: %s"
                .formatted(without.mechanism(), String.join("; ", violated)));
    return !violated.isEmpty();
  }

  /**
   * Injects faults one after the other, each equally often, in an order decided by the seed. If too
   * few took effect, because some take much longer, it continues for up to twice the time.
   */
  private void injectFaults(FaultContext context) throws InterruptedException {
    var begun = System.nanoTime();
    var usual = options.seconds() * 1_000_000_000L;
    var waiting = new ArrayList<FaultCatalog.Entry>();
    while (System.nanoTime() - begun < (effective() < options.enough() ? 3 * usual : usual)) {
      if (waiting.isEmpty()) {
        waiting.addAll(
            options.only().isEmpty()
                ? FaultCatalog.defaults(options.length())
                : options.only().stream().map(FaultCatalog::of).toList());
        Collections.shuffle(waiting, context.random());
      }
      var entry = waiting.removeFirst();
      var injected = new InjectedFault(entry.code(), entry.name());
      injectedFaults.add(injected);
      try {
        entry.fault().inject(context.limitedTo(entry.target()), injected);
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        injected.confirm(false, e.toString());
      }
      injected.finish();
      say(injected.row());
      Thread.sleep(options.gap() * 1000L + context.random().nextInt(1000));
    }
  }

  private long effective() {
    return injectedFaults.stream().filter(InjectedFault::effective).count();
  }

  private long repeatedWebhooks() throws IOException, InterruptedException {
    var repeated = 0L;
    for (var side : List.of(place.whatsapp(), place.desk())) {
      var counters = new Calls(side, null).get("/sandbox/webhooks").path("counters");
      var posts = counters.path("posts").asLong();
      var accepted = counters.path("accepted").asLong();
      var gaveUp = counters.path("gaveUp").asLong();
      repeated += posts - accepted - gaveUp;
      say(
          "webhooks of %s: %d posts, %d accepted, %d given up by the sender"
              .formatted(
                  side.equals(place.desk()) ? "the desks" : "WhatsApp", posts, accepted, gaveUp));
    }
    return Math.max(0, repeated);
  }

  private boolean report(JsonNode verdict, long fromBroker, long webhooks, long uncertain)
      throws IOException {
    say("");
    say("faults");
    injectedFaults.forEach(injected -> say(injected.row()));
    say("");
    say("milliseconds from sending to arrival, by tenant");
    verdict
        .path("latency")
        .properties()
        .forEach(one ->
            say(
                "  %s  p50 %d  p95 %d  (%d messages)"
                    .formatted(
                        one.getKey(),
                        one.getValue().path("p50").asLong(),
                        one.getValue().path("p95").asLong(),
                        one.getValue().path("messages").asLong())));
    say("");
    var broken = new Promises(verdict).broken();
    broken.forEach(this::say);
    say(
        "redelivered: %d times by the broker, %d times by the senders of webhooks"
            .formatted(fromBroker, webhooks));
    var redeliveries = fromBroker + webhooks;
    var enough = effective() >= options.enough();
    if (!enough) {
      say("only %d faults took effect, %d are needed".formatted(effective(), options.enough()));
    }
    if (redeliveries == 0) {
      say("nothing was redelivered: this run proves nothing");
    }
    var good = broken.isEmpty() && enough && redeliveries > 0;
    say(
        "accepted=%d arrived=%d missing=%d second_sends=%d inversions=%d wrong_person=%d desk_repeats=%d late=%d uncertain=%d faults=%d redeliveries=%d"
            .formatted(
                verdict.path("accepted").asLong(),
                verdict.path("arrived").asLong(),
                verdict.path("missing").asLong(),
                verdict.path("second_sends").asLong(),
                verdict.path("inversions").asLong(),
                verdict.path("wrong_person").asLong(),
                verdict.path("desk_repeats").asLong(),
                verdict.path("late").asLong(),
                uncertain,
                effective(),
                redeliveries));
    var name = "report-" + options.seed();
    var json = (ObjectNode) verdict;
    json.put("seed", options.seed()).put("faults", effective()).put("redeliveries", redeliveries);
    json.put("good", good);
    var rows = json.putArray("strikes");
    injectedFaults.forEach(injected -> rows.add(injected.row().strip()));
    Files.writeString(
        place.home().resolve(name + ".json"),
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json));
    return good;
  }
}
