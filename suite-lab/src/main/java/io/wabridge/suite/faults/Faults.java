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
      var fleet = Fleet.start(place, wiring, options::settings);
      Runtime.getRuntime().addShutdownHook(new Thread(fleet::endAtOnce));
      try (fleet) {
        fleet.awaitHealthy(240);
        say("the ten services are healthy after " + Arsenal.since(begun));
        var world =
            World.found(run, place, wiring, options.tenants(), options.talks(), options.paired());
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
    load.prepare(options.longestPauseMs());
    var broker = new Broker(place);
    broker.watch();
    var scene =
        new Scene(
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
    say("the world is ready after " + Arsenal.since(begun));
    try {
      return switch (options.act()) {
        case FAULTS -> faults(scene);
        case AMBIGUOUS -> new Ambiguous(scene, this::say).play(options.count());
        case REPLAY -> new ParkAndReplay(scene, this::say).play(options.count());
        case FAIR -> new Fairness(scene, this::say).play();
      };
    } finally {
      broker.stop();
      Files.write(place.home().resolve("report-" + options.seed() + ".txt"), text);
    }
  }

  /** What half an hour of faults has left behind takes its time; what is lost never comes. */
  private int patience() {
    return Math.max(DRAIN_LIMIT, options.seconds());
  }

  private boolean faults(Scene scene) throws Exception {
    var load = scene.load();
    var judge = scene.judge();
    var broker = scene.broker();
    if (options.without() != null) {
      options.without().prepare(scene);
    }
    load.pace(options.warmUp() > 0 ? 0.5 : 1);
    var loading = load.start();
    Thread.sleep(options.warmUp() * 1000L);
    load.pace(1);
    Thread.sleep(8000);
    disturb(scene);
    load.stop();
    loading.join();
    scene.wiring().mend();
    for (var side : List.of(scene.phones(), scene.desks())) {
      side.delete("/sandbox/faults");
    }
    say(
        "load ended: %d said, %d could not be said, at most %d ms behind the clock"
            .formatted(load.said(), load.failed(), load.behindMs()));
    scene.fleet().awaitHealthy(120);
    var drain = new Drain(scene, this::say);
    drain.await(patience());
    var human = new Human(place, judge);
    var parked = human.look();
    var uncertain = human.uncertain();
    parked.forEach((what, count) -> say("  parked: %s %d".formatted(what, count)));
    if (!parked.isEmpty()) {
      judge.ask("human");
      human.release().forEach(line -> say("  " + line));
      drain.await(patience());
    }
    var verdict = judge.ask("verdict");
    ((ObjectNode) verdict).putPOJO("traffic", scene.wiring().traffic());
    var outOfMemory = scene.fleet().outOfMemory();
    outOfMemory.forEach((who, times) -> say("%s ran out of memory %d times".formatted(who, times)));
    var good = report(verdict, broker.redelivered(), repeatedWebhooks(), uncertain);
    return options.without() == null
        ? good && outOfMemory.isEmpty()
        : noticed(options.without(), verdict);
  }

  /** Without one of its mechanisms the bridge has to fail, and the checker to see it. */
  private boolean noticed(Without without, JsonNode verdict) {
    var red = new Promises(verdict).red(without.figures());
    say(
        red.isEmpty()
            ? "NOT NOTICED: without %s every promise it stands for was kept"
                .formatted(without.mechanism())
            : "as expected without %s: %s".formatted(without.mechanism(), String.join("; ", red)));
    return !red.isEmpty();
  }

  /**
   * Faults one after the other, each as often as any other, in the order the seed gives. Some take
   * much longer than others: until enough of them took effect there is up to twice as much time
   * again.
   */
  private void disturb(Scene scene) throws InterruptedException {
    var begun = System.nanoTime();
    var usual = options.seconds() * 1_000_000_000L;
    var waiting = new ArrayList<Arsenal.Weapon>();
    while (System.nanoTime() - begun < (effective() < options.enough() ? 3 * usual : usual)) {
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

  private long effective() {
    return strikes.stream().filter(Strike::effective).count();
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
          "webhooks of %s: %d posts, %d accepted, %d given up by it"
              .formatted(
                  side.equals(place.desk()) ? "the desks" : "WhatsApp", posts, accepted, gaveUp));
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
    var enough = effective() >= options.enough();
    if (!enough) {
      say("only %d faults took effect, %d are needed".formatted(effective(), options.enough()));
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
                effective(),
                redeliveries));
    var name = "report-" + options.seed();
    var json = (ObjectNode) verdict;
    json.put("seed", options.seed()).put("faults", effective()).put("redeliveries", redeliveries);
    json.put("good", good);
    var rows = json.putArray("strikes");
    strikes.forEach(strike -> rows.add(strike.row().strip()));
    Files.writeString(
        place.home().resolve(name + ".json"),
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json));
    return good;
  }
}
