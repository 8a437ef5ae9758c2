package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Sends persons' and agents' messages at a fixed rate (open loop), even when the bridge is slow.
 */
final class Load {

  private static final double SHARE_OF_FILES = 0.1;

  private final Place place;
  private final World world;
  private final double perSecond;
  private final Random random;
  private final MessageSender sender;
  private final AtomicLong behindMs = new AtomicLong();
  private volatile boolean running = true;
  private volatile boolean paused;
  private volatile double share = 1;

  /** A tenant whose persons write additional messages, once it is set. */
  private volatile String overloadedTenant = "";

  private volatile double overloadPerSecond;
  private final Queue<Consumer<MessageSender>> asked = new ConcurrentLinkedQueue<>();

  Load(Place place, World world, double perSecond, long seed) {
    this.place = place;
    this.world = world;
    this.perSecond = perSecond;
    this.random = new Random(seed);
    this.sender = new MessageSender(place, world);
  }

  /** Creates the persons and sets the behaviour of both sides for a long run. */
  void prepare(int longestPauseMs) throws IOException, InterruptedException {
    var phones = new Calls(place.whatsapp(), null);
    for (var person : world.persons()) {
      phones.post(
          "/sandbox/persons",
          Map.of("waId", person.waId(), "bsuid", person.bsuid(), "name", person.name()));
    }
    phones.patch("/sandbox/settings", Map.of("lean", true, "retryMaxMs", longestPauseMs));
    for (var desk : world.desks()) {
      desk.prepare();
    }
  }

  Thread start() {
    return Thread.ofPlatform().name("load").start(this::run);
  }

  void stop() {
    running = false;
  }

  /** Sets the share of the rate that is sent. */
  void pace(double share) {
    this.share = share;
  }

  /** Sends nothing until resumed, and does not catch up afterwards. */
  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
  }

  /** Adds this rate of messages of the tenant's persons to the load. */
  void overload(String tenant, double perSecond) {
    overloadPerSecond = perSecond;
    overloadedTenant = tenant;
  }

  /** Has the load's thread send something in addition, soon. */
  void ask(Consumer<MessageSender> what) {
    asked.add(what);
  }

  /**
   * After the load has stopped, every person whose ids change writes under each of them once more,
   * so that at the end all are known and their conversations can be compared.
   */
  void lastRound() throws InterruptedException {
    var sending = new ArrayList<Thread>();
    for (var talk : world.talks()) {
      if (talk.person().naming() != Naming.BOTH) {
        sending.add(
            sender.sendInOrder(
                Stream.of("both", "number", "user")
                    .map(ids -> sender.fromPerson(talk, ids, List.of()))
                    .toList()));
      }
    }
    for (var thread : sending) {
      thread.join();
    }
  }

  long sent() {
    return sender.sent();
  }

  long failed() {
    return sender.failed();
  }

  long behindMs() {
    return behindMs.get();
  }

  private void run() {
    var due = System.nanoTime();
    var read = due;
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
        if (System.nanoTime() - read > 500_000_000L) {
          read = System.nanoTime();
          sender.readArrivals();
        }
        if (paused) {
          due = Math.max(due, System.nanoTime() + 50_000_000);
          continue;
        }
        for (var more = asked.poll(); more != null; more = asked.poll()) {
          more.accept(sender);
        }
        next(world.talks(), random.nextBoolean());
        if (!overloadedTenant.isEmpty()) {
          owed += overloadPerSecond / perSecond;
          for (; owed >= 1; owed--) {
            next(talksOf(overloadedTenant), false);
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
    var attached =
        new MessageSender.Attached(2000 + random.nextInt(40_000), random.nextLong(1L << 40));
    var files = file ? List.of(attached) : List.<MessageSender.Attached>of();
    var known = sender.known();
    if (agent && !known.isEmpty()) {
      sender.sendFromAgent(known.get(random.nextInt(known.size())), files);
    } else {
      sender.sendFromPerson(talks.get(random.nextInt(talks.size())), files);
    }
  }
}
