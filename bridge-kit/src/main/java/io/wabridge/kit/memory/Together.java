package io.wabridge.kit.memory;

import io.opentelemetry.context.Context;
import io.wabridge.kit.telemetry.Behalf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;

/**
 * Questions that are asked at the same time travel together: whoever comes while others are on
 * their way waits for their return, but not for long, so that a busy hour costs fewer calls than a
 * quiet one. What has no answer among the others is asked alone.
 */
final class Together<Q, A> {

  /** Departures under way at once, and how many fit in. */
  private static final int UNDER_WAY = 2;

  private static final int MOST = 64;

  /** Who is away for longer is not waited for. */
  private static final Duration PATIENCE = Duration.ofMillis(50);

  private final Function<List<Q>, List<@Nullable A>> many;
  private final Function<Q, A> alone;
  private final ConcurrentLinkedQueue<Waiting<Q, A>> waiting = new ConcurrentLinkedQueue<>();
  private final Semaphore places = new Semaphore(UNDER_WAY);
  private final Semaphore turn = new Semaphore(1);

  private record Waiting<Q, A>(Q question, CompletableFuture<@Nullable A> answer, Context behalf) {}

  /**
   * @param many answers in the order of the questions; null: ask alone
   */
  Together(Function<List<Q>, List<@Nullable A>> many, Function<Q, A> alone) {
    this.many = many;
    this.alone = alone;
  }

  A ask(Q question) {
    var mine = new Waiting<Q, A>(question, new CompletableFuture<>(), Context.current());
    waiting.add(mine);
    depart();
    try {
      var answer = mine.answer().join();
      return answer == null ? alone.apply(question) : answer;
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** When nobody is under way, whoever asks goes himself: a thread of its own costs a wake-up. */
  private void depart() {
    if (waiting.isEmpty() || !places.tryAcquire()) {
      return;
    }
    if (turn.tryAcquire()) {
      go(true);
    } else {
      send(() -> go(othersReturned()));
    }
  }

  private void go(boolean ourTurn) {
    try {
      travel(aboard());
    } finally {
      if (ourTurn) {
        turn.release();
      }
      places.release();
      if (!waiting.isEmpty()) {
        send(this::depart);
      }
    }
  }

  private static void send(Runnable traveller) {
    Thread.ofVirtual().name("together").start(traveller);
  }

  private boolean othersReturned() {
    try {
      return turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<Waiting<Q, A>> aboard() {
    var aboard = new ArrayList<Waiting<Q, A>>();
    while (aboard.size() < MOST && waiting.poll() instanceof Waiting<Q, A> next) {
      aboard.add(next);
    }
    return aboard;
  }

  private void travel(List<Waiting<Q, A>> aboard) {
    if (aboard.isEmpty()) {
      return;
    }
    try (var _ = Behalf.of(aboard.stream().map(Waiting::behalf).toList()).makeCurrent()) {
      var answers = answers(aboard.stream().map(Waiting::question).toList());
      for (var i = 0; i < aboard.size(); i++) {
        aboard.get(i).answer().complete(answers.get(i));
      }
    } catch (RuntimeException | Error e) {
      aboard.forEach(one -> one.answer().completeExceptionally(e));
    }
  }

  /**
   * One that cannot be answered must not harm the others; one that answers may be older than we.
   */
  private List<@Nullable A> answers(List<Q> questions) {
    try {
      var answers = many.apply(questions);
      if (answers.size() == questions.size()) {
        return answers;
      }
    } catch (HttpClientErrorException | HttpServerErrorException.InternalServerError e) {
      // each alone learns what it is
    }
    return Collections.nCopies(questions.size(), null);
  }
}
