package io.wabridge.suite.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Records what was sent and accepted, and checks what arrives. It uses only the ids in the texts
 * and no data of the bridge.
 */
final class Judge {

  private static final int EXAMPLES = 5;

  /** The counters of one direction of one conversation. */
  private static final class Direction {
    final AtomicInteger said = new AtomicInteger();
    int last;
  }

  private final ConcurrentHashMap<String, Message> open = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Direction> directions = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Boolean> arrived = new ConcurrentHashMap<>();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder disordered = new LongAdder();
  private final LongAdder wrong = new LongAdder();
  private final LongAdder wrongFiles = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final List<String> examples = Collections.synchronizedList(new ArrayList<>());

  private static String way(Talk talk, boolean in) {
    return (in ? "i" : "o") + talk.number;
  }

  /** The caller must hold the lock of that direction. */
  Message sent(Talk talk, boolean in, long planned, Runnable afterwards) {
    var number =
        directions.computeIfAbsent(way(talk, in), w -> new Direction()).said.incrementAndGet();
    var message = new Message(talk, in, number, planned, afterwards);
    open.put(message.tag(), message);
    return message;
  }

  void accepted(Message message, long at) {
    message.accepted = at;
  }

  void refused(Message message, String why) {
    refused.increment();
    example("refused %s: %s".formatted(message.tag(), why));
    open.remove(message.tag());
    message.afterwards.run();
  }

  /**
   * Records a text that arrived at WhatsApp or Genesys for this address. Returns its message if it
   * is the expected one.
   */
  @Nullable Message arrives(String text, boolean in, Tenant tenant, String address) {
    var now = System.nanoTime();
    var tag = Message.tagIn(text);
    if (tag == null) {
      wrong.increment();
      example("never sent: " + text);
      return null;
    }
    if (arrived.putIfAbsent(tag, true) != null) {
      duplicates.increment();
      example("duplicate: " + tag);
      return null;
    }
    var message = open.get(tag);
    if (message == null
        || message.in != in
        || message.talk.tenant != tenant
        || !message.talk.waId.equals(address)) {
      wrong.increment();
      example("%s arrived at %s of %s".formatted(tag, address, tenant.name));
      return null;
    }
    var way = directions.get(way(message.talk, in));
    if (way != null) {
      synchronized (way) {
        if (message.number < way.last) {
          disordered.increment();
          example("%s arrived after %d".formatted(tag, way.last));
        }
        way.last = Math.max(way.last, message.number);
      }
    }
    message.arrived = now;
    open.remove(tag);
    return message;
  }

  void wrongFile(String what) {
    wrongFiles.increment();
    example("wrong file: " + what);
  }

  private void example(String text) {
    if (examples.size() < EXAMPLES) {
      examples.add(text);
    }
  }

  int inFlight() {
    return open.size();
  }

  /** Waits until no message is in flight, or nothing has arrived for this time. */
  boolean drained(int seconds) throws InterruptedException {
    var size = open.size();
    var moved = System.nanoTime();
    while (size > 0 && System.nanoTime() - moved < seconds * 1_000_000_000L) {
      Thread.sleep(50);
      if (open.size() != size) {
        size = open.size();
        moved = System.nanoTime();
      }
    }
    return open.isEmpty();
  }

  /** All errors since the start; messages still open count as lost. */
  Verdict verdict() {
    return new Verdict(
        open.size(),
        duplicates.sum(),
        disordered.sum(),
        wrong.sum(),
        wrongFiles.sum(),
        refused.sum(),
        List.copyOf(examples));
  }

  /** Every count must be zero, or the run is void. */
  record Verdict(
      long lost,
      long duplicates,
      long disordered,
      long wrongPerson,
      long wrongFiles,
      long refused,
      List<String> examples) {

    String counts() {
      return "lost %d, duplicates %d, disordered %d, wrong person %d, wrong files %d, refused %d"
          .formatted(lost, duplicates, disordered, wrongPerson, wrongFiles, refused);
    }

    boolean clean() {
      return lost + duplicates + disordered + wrongPerson + wrongFiles + refused == 0;
    }
  }
}
