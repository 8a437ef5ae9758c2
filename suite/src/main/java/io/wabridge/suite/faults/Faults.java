package io.wabridge.suite.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Runs the bridge under load and faults, and prints whether every promise was kept. */
public final class Faults {

  private static final int DRAIN_LIMIT = 120;

  private final Options options;
  private final Place place;
  private final List<String> text = Collections.synchronizedList(new ArrayList<>());
  private final List<Strike> strikes = new ArrayList<>();

  private Faults(Options options, Place place) {
    this.options = options;
    this.place = place;
  }

  public static void main(String... arguments) throws Exception {
    Options options;
    try {
      options = Options.of(arguments);
      options.only().forEach(Arsenal::of);
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
      var fleet = Fleet.start(place, wiring, Map.of());
      Runtime.getRuntime().addShutdownHook(new Thread(fleet::endAtOnce));
      try (fleet) {
        fleet.awaitHealthy(240);
        say("the ten services are healthy after " + Arsenal.since(begun));
        var world = World.found(run, place, wiring, options.tenants(), options.talks());
        var plan = place.home().resolve("plan.json");
        world.write(plan);
        try (var judge = new Judge(place, plan)) {
          return judged(judge, wiring, fleet, world, begun);
        }
      }
    }
  }

  private boolean judged(Judge judge, Wiring wiring, Fleet fleet, World world, long begun)
      throws Exception {
    var load = new Load(place, world, options.rate(), options.seed());
    load.prepare();
    var broker = new Broker(place);
    broker.watch();
    var loading = load.start();
    say("load begins after " + Arsenal.since(begun));
    Thread.sleep(8000);
    var scene =
        new Scene(
            place,
            wiring,
            fleet,
            new StoreControl(place),
            broker,
            judge,
            world,
            options,
            "",
            new Random(options.seed()));
    disturb(scene);
    load.stop();
    loading.join();
    wiring.mend();
    say(
        "load ended: %d said, %d could not be said, at most %d ms behind the clock"
            .formatted(load.said(), load.failed(), load.behindMs()));
    fleet.awaitHealthy(120);
    drain(judge, broker);
    var human = new Human(place, judge);
    var parked = human.look();
    var uncertain = human.uncertain();
    parked.forEach((what, count) -> say("  parked: %s %d".formatted(what, count)));
    if (!parked.isEmpty()) {
      judge.ask("human");
      human.release().forEach(line -> say("  " + line));
      drain(judge, broker);
    }
    broker.stop();
    var verdict = judge.ask("verdict");
    ((ObjectNode) verdict).putPOJO("traffic", wiring.traffic());
    return report(verdict, broker.redelivered(), repeatedWebhooks(), uncertain);
  }

  /** Faults one after the other, each as often as any other, in the order the seed gives. */
  private void disturb(Scene scene) throws InterruptedException {
    var until = System.nanoTime() + options.seconds() * 1_000_000_000L;
    var waiting = new ArrayList<Arsenal.Weapon>();
    while (System.nanoTime() < until) {
      if (waiting.isEmpty()) {
        waiting.addAll(
            options.only().isEmpty()
                ? Arsenal.usual(options.length())
                : options.only().stream().map(Arsenal::of).toList());
        Collections.shuffle(waiting, scene.random());
      }
      var weapon = waiting.removeFirst();
      var strike = new Strike(weapon.code(), weapon.name());
      strikes.add(strike);
      try {
        weapon.fault().strike(scene.wanting(weapon.target()), strike);
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        strike.seen(false, e.toString());
      }
      strike.over();
      say(strike.row());
      Thread.sleep(options.gap() * 1000L + scene.random().nextInt(1000));
    }
  }

  private void drain(Judge judge, Broker broker) throws IOException, InterruptedException {
    var from = System.nanoTime();
    var last = judge.ask("look");
    var changed = System.nanoTime();
    while (System.nanoTime() - from < DRAIN_LIMIT * 1_000_000_000L && !complete(last)) {
      Thread.sleep(1000);
      var now = judge.ask("look");
      if (!now.equals(last)) {
        changed = System.nanoTime();
      } else if (System.nanoTime() - changed > options.quiet() * 1_000_000_000L) {
        break;
      }
      last = now;
    }
    say(
        "drained for %s: %s, %d in the queues"
            .formatted(Arsenal.since(from), last, broker.waiting()));
  }

  private static boolean complete(JsonNode progress) {
    return progress.path("open").asLong() == 0
        && progress.path("accepted").asLong() == progress.path("arrived").asLong();
  }

  private long repeatedWebhooks() throws IOException, InterruptedException {
    var repeated = 0L;
    for (var side : List.of(place.whatsapp(), place.desk())) {
      var counters = new Calls(side, null).get("/sandbox/webhooks").path("counters");
      repeated +=
          counters.path("posts").asLong()
              - counters.path("accepted").asLong()
              - counters.path("gaveUp").asLong();
    }
    return Math.max(0, repeated);
  }

  private boolean report(JsonNode verdict, long fromBroker, long webhooks, long uncertain)
      throws IOException {
    say("");
    say("faults");
    strikes.forEach(strike -> say(strike.row()));
    say("");
    say("milliseconds from said to arrived, by tenant");
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
        "delivered again: %d times by the broker, %d times by the senders of webhooks"
            .formatted(fromBroker, webhooks));
    var redeliveries = fromBroker + webhooks;
    var effective = strikes.stream().filter(Strike::effective).count();
    var enough = effective >= options.enough();
    if (!enough) {
      say("only %d faults took effect, %d are needed".formatted(effective, options.enough()));
    }
    if (redeliveries == 0) {
      say("nothing was ever delivered again: this run proves nothing");
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
                effective,
                redeliveries));
    var name = "report-" + options.seed();
    Files.write(place.home().resolve(name + ".txt"), text);
    var json = (ObjectNode) verdict;
    json.put("seed", options.seed()).put("faults", effective).put("redeliveries", redeliveries);
    json.put("good", good);
    var rows = json.putArray("strikes");
    strikes.forEach(strike -> rows.add(strike.row().strip()));
    Files.writeString(
        place.home().resolve(name + ".json"),
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json));
    return good;
  }
}
