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
 * Persons write and agents answer: by the clock, or as fast as they are served. Whoever has begun
 * has been answered when a load returns.
 */
final class Load {

  private static final double FILES = 0.1;

  /** So many of a hundred come from somebody who has just written. */
  private static final int AGAIN = 20;

  /** Seconds that the bridge may be behind the clock. */
  private static final int BEHIND = 3;

  /** Brings one message to the bridge and says how it was answered. */
  interface Voice {
    Wire.Answer say(Message message, boolean file) throws IOException;
  }

  private final List<Talk> talks;
  private final Voice persons;
  private final Voice agents;
  private final Judge judge;
  private final Random random;
  private final int[] recent = new int[50];
  private int next;

  Load(List<Talk> talks, Voice persons, Voice agents, Judge judge, long seed) {
    this.talks = new ArrayList<>(talks);
    this.persons = persons;
    this.agents = agents;
    this.judge = judge;
    this.random = new Random(seed);
    Collections.shuffle(this.talks, random);
  }

  /**
   * Each at its time, whatever becomes of those before; ended early when the bridge has fallen so
   * far behind that the rest would only lengthen the wait.
   */
  Queue<Message> byTheClock(double perSecond, double shareIn, double seconds) {
    var said = new ConcurrentLinkedQueue<Message>();
    var begun = System.nanoTime() + 5_000_000;
    var count = (long) (perSecond * seconds);
    try (var speakers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0L; i < count && judge.underWay() < perSecond * BEHIND; i++) {
        var due = begun + (long) (i * 1e9 / perSecond);
        sleepUntil(due);
        var in = random.nextDouble() < shareIn;
        speakers.execute(next(in, due, said, () -> {}));
      }
    }
    return said;
  }

  /** So many under way all the time, each from the webhook to the far end. */
  Queue<Message> closed(int underWay, boolean in, double seconds) throws InterruptedException {
    return closed(underWay, in, seconds, Integer.MAX_VALUE);
  }

  /** The same until so many have been said, if that comes earlier. */
  Queue<Message> closed(int underWay, boolean in, double seconds, int messages)
      throws InterruptedException {
    var said = new ConcurrentLinkedQueue<Message>();
    var begun = 0;
    var room = new Semaphore(underWay);
    var until = System.nanoTime() + (long) (seconds * 1e9);
    try (var speakers = Executors.newVirtualThreadPerTaskExecutor()) {
      while (begun++ < messages
          && System.nanoTime() < until
          && room.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        speakers.execute(next(in, System.nanoTime(), said, room::release));
      }
    }
    return said;
  }

  /** Everybody writes once, so that desks know them and their windows are open. */
  void everybody(int underWay) throws InterruptedException {
    var room = new Semaphore(underWay);
    for (var talk : talks) {
      arrived(room, 1);
      var planned = System.nanoTime();
      Thread.ofVirtual()
          .start(
              () -> say(talk, true, false, planned, new ConcurrentLinkedQueue<>(), room::release));
    }
    arrived(room, underWay);
  }

  private static void arrived(Semaphore room, int many) throws InterruptedException {
    if (!room.tryAcquire(many, 2, TimeUnit.MINUTES)) {
      throw new IllegalStateException("nothing arrives any more");
    }
  }

  private Runnable next(boolean in, long planned, Queue<Message> said, Runnable afterwards) {
    var talk = pick();
    var file = random.nextDouble() < FILES;
    return () -> say(talk, in, file, planned, said, afterwards);
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

  private void say(
      Talk talk, boolean in, boolean file, long planned, Queue<Message> said, Runnable afterwards) {
    var lock = talk.lock(in);
    lock.lock();
    try {
      var once = new AtomicInteger();
      var message =
          judge.says(
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
        var answer = (in ? persons : agents).say(message, file);
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
