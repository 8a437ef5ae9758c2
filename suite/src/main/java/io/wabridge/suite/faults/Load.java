package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.JsonNode;

/**
 * Persons write and agents answer, by the clock and whatever becomes of it: never slower because
 * the bridge is slow.
 */
final class Load {

  private static final double SHARE_OF_FILES = 0.1;

  /** An agent can answer whoever has reached the desk. */
  private record Known(World.Talk talk, String conversation) {}

  private final Place place;
  private final World world;
  private final double perSecond;
  private final Random random;
  private final Calls phones;
  private final Calls desks;
  private final Map<String, int[]> numbers = new HashMap<>();
  private final Map<String, World.Talk> talks = new HashMap<>();
  private final Set<String> reached = new HashSet<>();
  private final List<Known> known = new ArrayList<>();
  private final LongAdder said = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final AtomicLong behindMs = new AtomicLong();
  private volatile boolean running = true;
  private long journal;

  Load(Place place, World world, double perSecond, long seed) {
    this.place = place;
    this.world = world;
    this.perSecond = perSecond;
    this.random = new Random(seed);
    this.phones = new Calls(place.whatsapp(), null);
    this.desks = new Calls(place.desk(), null);
    world.talks().forEach(talk -> talks.put(talk.key(), talk));
  }

  /** Makes the persons and the behaviour of both sides that a long run needs. */
  void prepare() throws IOException, InterruptedException {
    for (var person : world.persons()) {
      phones.post("/sandbox/persons", Map.of("waId", person.waId(), "name", person.name()));
    }
    phones.patch("/sandbox/settings", Map.of("lean", true, "retryMaxMs", 5000));
    desks.patch("/sandbox/settings", Map.of("lean", true, "fetchRetries", 100));
  }

  Thread start() {
    return Thread.ofPlatform().name("load").start(this::run);
  }

  void stop() {
    running = false;
  }

  long said() {
    return said.sum();
  }

  long failed() {
    return failed.sum();
  }

  long behindMs() {
    return behindMs.get();
  }

  private void run() {
    var from = System.nanoTime();
    var asked = from;
    try {
      for (long i = 0; running; i++) {
        var due = from + (long) (i * 1e9 / perSecond);
        var wait = due - System.nanoTime();
        if (wait > 0) {
          Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
        } else {
          behindMs.accumulateAndGet(-wait / 1_000_000, Math::max);
        }
        if (System.nanoTime() - asked > 500_000_000L) {
          asked = System.nanoTime();
          learn();
        }
        next();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void next() {
    var file = random.nextDouble() < SHARE_OF_FILES;
    var seed = random.nextLong(1L << 40);
    var size = 2000 + random.nextInt(40_000);
    if (!known.isEmpty() && random.nextBoolean()) {
      var one = known.get(random.nextInt(known.size()));
      var tag = tag(one.talk(), "out");
      Map<String, Object> message = new HashMap<>(Map.of("text", tag + " from the desk"));
      if (file) {
        message.put(
            "attachments",
            List.of(
                Map.of("size", size, "seed", seed, "mime", "image/jpeg", "filename", "photo.jpg")));
      }
      send(desks, "/sandbox/conversations/" + one.conversation() + "/send", message);
    } else {
      var talk = world.talks().get(random.nextInt(world.talks().size()));
      var tag = tag(talk, "in");
      Map<String, Object> message =
          file
              ? Map.of("type", "image", "size", size, "seed", seed, "caption", tag + " look")
              : Map.of("type", "text", "text", tag + " from the phone");
      var path = "/sandbox/persons/%s/say?number=%s";
      send(phones, path.formatted(talk.person().waId(), talk.tenant().number()), message);
    }
  }

  private String tag(World.Talk talk, String way) {
    var counter = numbers.computeIfAbsent(talk.key() + way, key -> new int[1]);
    return talk.tag(world.run(), way, ++counter[0]);
  }

  private void send(Calls to, String path, Map<String, ?> message) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            to.post(path, message);
            said.increment();
          } catch (IOException e) {
            failed.increment();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Which conversations have reached a desk, from the desk's own journal. */
  private void learn() throws InterruptedException {
    try {
      var page = desks.get("/sandbox/journal?limit=2000&after=" + journal);
      page.path("items").forEach(this::learn);
      journal = page.path("last").asLong();
    } catch (IOException e) {
      // asked again in half a second
    }
  }

  private void learn(JsonNode event) {
    var key = event.path("integration").asString() + "|" + event.path("address").asString();
    var talk = talks.get(key);
    if (event.path("event").asString().equals("received") && talk != null && reached.add(key)) {
      known.add(new Known(talk, event.path("conversation").asString()));
    }
  }

  Place place() {
    return place;
  }
}
