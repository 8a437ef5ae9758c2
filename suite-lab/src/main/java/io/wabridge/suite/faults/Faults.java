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
        "seed %d, %.0f messages/s, %d s, %d tenants at %s, %d conversations"
            .formatted(
                options.seed(),
                options.rate(),
                options.seconds(),
                options.tenants(),
                options.desks(),
                options.talks()));
    var run = Long.toString(options.seed(), 36) + Long.toString(System.nanoTime() & 0xffff, 36);
    var begun = System.nanoTime();
    try (var wiring = new Wiring(place)) {
      var fleet = Fleet.start(place, wiring, options::settings);
      Runtime.getRuntime().addShutdownHook(new Thread(fleet::stopNow));
      try (fleet) {
        fleet.awaitHealthy(240);
        say("the ten services are healthy after " + FaultCatalog.elapsed(begun));
        var desks = options.desks().stream().map(kind -> kind.standIn(place, wiring)).toList();
        var world =
            World.create(
                run,
                place,
                wiring,
                desks,
                options.tenants(),
                options.talks(),
                options.paired(),
                options.changingIds());
        var plan = place.home().resolve("plan.json");
        world.write(plan);
        try (var judge = new Judge(place, plan, world.desks())) {
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
    var injection = new Injection(context, this::say);
    injection.run();
    load.stop();
    loading.join();
    context.wiring().restore();
    OutsideFaults.end(context);
    load.lastRound();
    say(
        "load ended: %d sent, %d could not be sent, at most %d ms behind the fixed rate"
            .formatted(load.sent(), load.failed(), load.behindMs()));
    context.fleet().awaitHealthy(120);
    var drain = new Drain(context, this::say);
    drain.await(drainLimit());
    var operator = new Operator(place, judge);
    var parked = operator.readParked();
    var uncertain = operator.uncertain();
    var needingAHuman = operator.needingAHuman();
    parked.forEach((what, count) -> say("  parked: %s %d".formatted(what, count)));
    if (!parked.isEmpty()) {
      judge.ask("operator");
      operator.replay().forEach(line -> say("  " + line));
      drain.await(drainLimit());
    }
    var verdict = (ObjectNode) judge.ask("verdict");
    verdict.putPOJO("traffic", context.wiring().traffic());
    verdict.put("uncertain", uncertain).put("needing_a_human", needingAHuman);
    var examples = verdict.withObject("examples").putArray("needing_a_human");
    parked.forEach((what, count) -> examples.add(what + " " + count));
    delays(injection, judge);
    var outOfMemory = context.fleet().outOfMemory();
    outOfMemory.forEach((who, times) -> say("%s ran out of memory %d times".formatted(who, times)));
    var good = report(injection, verdict, broker.redelivered(), repeatedWebhooks(context));
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

  private long repeatedWebhooks(FaultContext context) throws IOException, InterruptedException {
    var repeated = repeatedWebhooks("WhatsApp", context.phones());
    for (var desk : context.desks()) {
      repeated += repeatedWebhooks("the desks of " + desk.kind(), desk.control());
    }
    return Math.max(0, repeated);
  }

  private long repeatedWebhooks(String who, Calls sender) throws IOException, InterruptedException {
    var counters = sender.get("/sandbox/webhooks").path("counters");
    var posts = counters.path("posts").asLong();
    var accepted = counters.path("accepted").asLong();
    var gaveUp = counters.path("gaveUp").asLong();
    say(
        "webhooks of %s: %d posts, %d accepted, %d given up by the sender"
            .formatted(who, posts, accepted, gaveUp));
    return posts - accepted - gaveUp;
  }

  /** How long messages took while something else kept the bridge busy; a figure, no promise. */
  private void delays(Injection injection, Judge judge) throws IOException {
    for (var injected : injection.injected()) {
      var measured = injected.measured();
      if (measured != null) {
        var latency = judge.ask("latency %d %d".formatted(measured.fromMs(), measured.untilMs()));
        say(injected.delays(latency, measured));
      }
    }
  }

  private boolean report(Injection injection, ObjectNode verdict, long fromBroker, long webhooks)
      throws IOException {
    say("");
    say("faults");
    injection.injected().forEach(injected -> say(injected.row()));
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
    say("by kind of desk");
    verdict
        .path("desks")
        .properties()
        .forEach(one -> {
          var figures = new ArrayList<String>();
          one.getValue()
              .properties()
              .forEach(figure -> figures.add(figure.getKey() + "=" + figure.getValue().asLong()));
          say("  %-9s %s".formatted(one.getKey(), String.join(" ", figures)));
        });
    say("");
    var exercised = new ArrayList<String>();
    verdict
        .path("exercised")
        .properties()
        .forEach(one -> exercised.add(one.getKey() + "=" + one.getValue().asString()));
    say("exercised: " + String.join(" ", exercised));
    say("");
    var broken = new Promises(verdict).broken();
    broken.forEach(this::say);
    say(
        "redelivered: %d times by the broker, %d times by the senders of webhooks"
            .formatted(fromBroker, webhooks));
    var redeliveries = fromBroker + webhooks;
    var effective = injection.effective();
    var enough = effective >= options.enough() && injection.withoutEffect().isEmpty();
    if (!enough) {
      say("%d faults took effect, %d are needed".formatted(effective, options.enough()));
      injection.withoutEffect().forEach(code -> say("without effect, but needed: " + code));
    }
    if (redeliveries == 0) {
      say("nothing was redelivered: this run proves nothing");
    }
    var good = broken.isEmpty() && enough && redeliveries > 0;
    say(
        "accepted=%d arrived=%d missing=%d second_sends=%d inversions=%d wrong_person=%d desk_repeats=%d late=%d uncertain=%d needing_a_human=%d double_receipts=%d without_receipt=%d split_persons=%d held_words=%d faults=%d redeliveries=%d"
            .formatted(
                verdict.path("accepted").asLong(),
                verdict.path("arrived").asLong(),
                verdict.path("missing").asLong(),
                verdict.path("second_sends").asLong(),
                verdict.path("inversions").asLong(),
                verdict.path("wrong_person").asLong(),
                verdict.path("desk_repeats").asLong(),
                verdict.path("late").asLong(),
                verdict.path("uncertain").asLong(),
                verdict.path("needing_a_human").asLong(),
                verdict.path("double_receipts").asLong(),
                verdict.path("without_receipt").asLong(),
                verdict.path("split_persons").asLong(),
                verdict.path("held_words").asLong(),
                effective,
                redeliveries));
    var name = "report-" + options.seed();
    verdict.put("seed", options.seed()).put("faults", effective);
    verdict.put("redeliveries", redeliveries).put("good", good);
    var rows = verdict.putArray("strikes");
    injection.injected().forEach(injected -> rows.add(injected.row().strip()));
    Files.writeString(
        place.home().resolve(name + ".json"),
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(verdict));
    return good;
  }
}
