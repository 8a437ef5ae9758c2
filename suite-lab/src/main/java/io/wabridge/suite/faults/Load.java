package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Persons write and agents answer, by the clock and whatever becomes of it: never slower because
 * the bridge is slow.
 */
final class Load {

  private static final double SHARE_OF_FILES = 0.1;

  private final Place place;
  private final World world;
  private final double perSecond;
  private final Random random;
  private final Voices voices;
  private final AtomicLong behindMs = new AtomicLong();
  private volatile boolean running = true;
  private volatile boolean paused;
  private volatile double share = 1;

  /** A tenant whose persons write so many messages per second besides, once it is set. */
  private volatile String flooded = "";

  private volatile double flood;

  Load(Place place, World world, double perSecond, long seed) {
    this.place = place;
    this.world = world;
    this.perSecond = perSecond;
    this.random = new Random(seed);
    this.voices = new Voices(place, world);
  }

  /** Makes the persons and the behaviour of both sides that a long run needs. */
  void prepare(int longestPauseMs) throws IOException, InterruptedException {
    var phones = new Calls(place.whatsapp(), null);
    for (var person : world.persons()) {
      phones.post("/sandbox/persons", Map.of("waId", person.waId(), "name", person.name()));
    }
    phones.patch("/sandbox/settings", Map.of("lean", true, "retryMaxMs", longestPauseMs));
    new Calls(place.desk(), null)
        .patch("/sandbox/settings", Map.of("lean", true, "fetchRetries", 100));
  }

  Thread start() {
    return Thread.ofPlatform().name("load").start(this::run);
  }

  void stop() {
    running = false;
  }

  /** From now on this share of the rate. */
  void pace(double share) {
    this.share = share;
  }

  /** Nobody says anything until it is resumed, and nothing is made up for. */
  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
  }

  /** From now on this tenant's persons write so much more, on top of everything else. */
  void flood(String tenant, double perSecond) {
    flood = perSecond;
    flooded = tenant;
  }

  long said() {
    return voices.said();
  }

  long failed() {
    return voices.failed();
  }

  long behindMs() {
    return behindMs.get();
  }

  private void run() {
    var due = System.nanoTime();
    var asked = due;
    var owed = 0.0;
    try {
      while (running) {
        var wait = due - System.nanoTime();
        if (wait > 0) {
          Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
        } else {
          behindMs.accumulateAndGet(-wait / 1_000_000, Math::max);
        }
        due += (long) (1e9 / (perSecond * share));
        if (System.nanoTime() - asked > 500_000_000L) {
          asked = System.nanoTime();
          voices.learn();
        }
        if (paused) {
          due = Math.max(due, System.nanoTime() + 50_000_000);
          continue;
        }
        next(world.talks(), random.nextBoolean());
        if (!flooded.isEmpty()) {
          owed += flood / perSecond;
          for (; owed >= 1; owed--) {
            next(talksOf(flooded), false);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<World.Talk> talksOf(String tenant) {
    return world.talks().stream().filter(talk -> talk.tenant().name().equals(tenant)).toList();
  }

  private void next(List<World.Talk> talks, boolean agent) {
    var file = random.nextDouble() < SHARE_OF_FILES;
    var attached = new Voices.Attached(2000 + random.nextInt(40_000), random.nextLong(1L << 40));
    var files = file ? List.of(attached) : List.<Voices.Attached>of();
    var known = voices.known();
    if (agent && !known.isEmpty()) {
      voices.agent(known.get(random.nextInt(known.size())), files);
    } else {
      voices.person(talks.get(random.nextInt(talks.size())), files);
    }
  }
}
