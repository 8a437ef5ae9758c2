package io.wabridge.suite.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends persons' and agents' messages, at a fixed rate or saturated. When a load returns, all its
 * requests have been answered.
 */
final class Load {

  private static final double FILES = 0.1;

  /** The percentage of messages from a person who wrote recently. */
  private static final int AGAIN = 20;

  /** The bridge may fall behind the fixed rate by this number of seconds. */
  private static final int BEHIND = 3;

  /** Posts one message to the bridge and returns the answer. */
  interface Sender {
    KeepAliveClient.Answer send(Message message, boolean file) throws IOException;
  }

  private final List<Talk> talks;
  private final Sender persons;
  private final Sender agents;
  private final Judge judge;
  private final Random random;
  private final int[] recent = new int[50];
  private int next;

  Load(List<Talk> talks, Sender persons, Sender agents, Judge judge, long seed) {
    this.talks = new ArrayList<>(talks);
    this.persons = persons;
    this.agents = agents;
    this.judge = judge;
    this.random = new Random(seed);
    Collections.shuffle(this.talks, random);
  }

  /**
   * Open loop: sends each message at its planned time and does not wait for earlier ones. Stops
   * early if the bridge falls too far behind.
   */
  Queue<Message> atFixedRate(double perSecond, double shareIn, double seconds) {
    var said = new ConcurrentLinkedQueue<Message>();
    var begun = System.nanoTime() + 5_000_000;
    var count = (long) (perSecond * seconds);
    try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0L; i < count && judge.inFlight() < perSecond * BEHIND; i++) {
        var due = begun + (long) (i * 1e9 / perSecond);
        sleepUntil(due);
        var in = random.nextDouble() < shareIn;
        senders.execute(next(in, due, said, () -> {}));
      }
    }
    return said;
  }

  /**
   * Closed loop: keeps this number of messages in flight, each from its webhook until its arrival.
   */
  Queue<Message> closedLoop(int inFlight, boolean in, double seconds) throws InterruptedException {
    return closedLoop(inFlight, in, seconds, Integer.MAX_VALUE);
  }

  /** The same, but stops after this number of messages. */
  Queue<Message> closedLoop(int inFlight, boolean in, double seconds, int messages)
      throws InterruptedException {
    var said = new ConcurrentLinkedQueue<Message>();
    var begun = 0;
    var room = new Semaphore(inFlight);
    var until = System.nanoTime() + (long) (seconds * 1e9);
    try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      while (begun++ < messages
          && System.nanoTime() < until
          && room.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        senders.execute(next(in, System.nanoTime(), said, room::release));
      }
    }
    return said;
  }

  /**
   * Sends one message of each person, so that the desk has a conversation and the 24-hour window is
   * open.
   */
  void sendOnceEach(int inFlight) throws InterruptedException {
    var room = new Semaphore(inFlight);
    for (var talk : talks) {
      arrived(room, 1);
      var planned = System.nanoTime();
      Thread.ofVirtual()
          .start(
              () -> send(talk, true, false, planned, new ConcurrentLinkedQueue<>(), room::release));
    }
    arrived(room, inFlight);
  }

  private static void arrived(Semaphore room, int many) throws InterruptedException {
    if (!room.tryAcquire(many, 2, TimeUnit.MINUTES)) {
      throw new IllegalStateException("no message arrived for two minutes");
    }
  }

  private Runnable next(boolean in, long planned, Queue<Message> said, Runnable afterwards) {
    var talk = pick();
    var file = random.nextDouble() < FILES;
    return () -> send(talk, in, file, planned, said, afterwards);
  }

  private Talk pick() {
    var again = next >= recent.length && random.nextInt(100) < AGAIN;
    var number = again ? recent[random.nextInt(recent.length)] : (int) (next % (long) talks.size());
    if (!again) {
      recent[next % recent.length] = number;
      next++;
    }
    return talks.get(number);
  }

  private void send(
      Talk talk, boolean in, boolean file, long planned, Queue<Message> said, Runnable afterwards) {
    var lock = talk.lock(in);
    lock.lock();
    try {
      var once = new AtomicInteger();
      var message =
          judge.sent(
              talk,
              in,
              planned,
              () -> {
                if (once.getAndIncrement() == 0) {
                  afterwards.run();
                }
              });
      said.add(message);
      try {
        var answer = (in ? persons : agents).send(message, file);
        if (answer.good()) {
          judge.accepted(message, System.nanoTime());
        } else {
          judge.refused(message, "HTTP " + answer.status());
        }
      } catch (IOException e) {
        judge.refused(message, e.toString());
      }
    } finally {
      lock.unlock();
    }
  }

  private static void sleepUntil(long due) {
    for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
  }
}
