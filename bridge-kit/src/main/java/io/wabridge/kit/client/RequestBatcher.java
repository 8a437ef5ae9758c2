package io.wabridge.kit.client;

import io.opentelemetry.context.Context;
import io.wabridge.kit.telemetry.CorrelationContext;
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
 * Sends concurrent requests as one batch. A request that arrives while batches are in flight waits
 * for the next batch, for a limited time, so that a busy hour costs fewer calls than a quiet one. A
 * request without an answer in the batch is sent as a single call.
 */
final class RequestBatcher<Q, A> {

  /** Batches in flight at once, and the maximum size of a batch. */
  private static final int MAX_CONCURRENT_BATCHES = 2;

  private static final int MAX_BATCH_SIZE = 64;

  /** Longer than this, a batch does not wait for the previous one. */
  private static final Duration MAX_LINGER = Duration.ofMillis(50);

  private final Function<List<Q>, List<@Nullable A>> batchCall;
  private final Function<Q, A> singleCall;
  private final ConcurrentLinkedQueue<PendingRequest<Q, A>> pending = new ConcurrentLinkedQueue<>();
  private final Semaphore batchPermits = new Semaphore(MAX_CONCURRENT_BATCHES);
  private final Semaphore leadPermit = new Semaphore(1);

  private record PendingRequest<Q, A>(
      Q request, CompletableFuture<@Nullable A> response, Context context) {}

  /**
   * @param batchCall answers in the order of the requests; null: use a single call
   */
  RequestBatcher(Function<List<Q>, List<@Nullable A>> batchCall, Function<Q, A> singleCall) {
    this.batchCall = batchCall;
    this.singleCall = singleCall;
  }

  A request(Q request) {
    var own = new PendingRequest<Q, A>(request, new CompletableFuture<>(), Context.current());
    pending.add(own);
    startBatch();
    try {
      var response = own.response().join();
      return response == null ? singleCall.apply(request) : response;
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** With no batch in flight, the caller's own thread sends: starting a thread costs a wake-up. */
  private void startBatch() {
    if (pending.isEmpty() || !batchPermits.tryAcquire()) {
      return;
    }
    if (leadPermit.tryAcquire()) {
      runBatch(true);
    } else {
      startThread(() -> runBatch(awaitPreviousBatch()));
    }
  }

  private void runBatch(boolean leading) {
    try {
      sendBatch(takeBatch());
    } finally {
      if (leading) {
        leadPermit.release();
      }
      batchPermits.release();
      if (!pending.isEmpty()) {
        startThread(this::startBatch);
      }
    }
  }

  private static void startThread(Runnable task) {
    Thread.ofVirtual().name("request-batch").start(task);
  }

  private boolean awaitPreviousBatch() {
    try {
      return leadPermit.tryAcquire(MAX_LINGER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<PendingRequest<Q, A>> takeBatch() {
    var batch = new ArrayList<PendingRequest<Q, A>>();
    while (batch.size() < MAX_BATCH_SIZE && pending.poll() instanceof PendingRequest<Q, A> next) {
      batch.add(next);
    }
    return batch;
  }

  private void sendBatch(List<PendingRequest<Q, A>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try (var _ =
        CorrelationContext.of(batch.stream().map(PendingRequest::context).toList()).makeCurrent()) {
      var responses = requestBatch(batch.stream().map(PendingRequest::request).toList());
      for (var i = 0; i < batch.size(); i++) {
        batch.get(i).response().complete(responses.get(i));
      }
    } catch (RuntimeException | Error e) {
      batch.forEach(one -> one.response().completeExceptionally(e));
    }
  }

  /**
   * One request that fails must not fail the others; a server of an older version has no batch
   * call.
   */
  private List<@Nullable A> requestBatch(List<Q> requests) {
    try {
      var responses = batchCall.apply(requests);
      if (responses.size() == requests.size()) {
        return responses;
      }
    } catch (HttpClientErrorException | HttpServerErrorException.InternalServerError e) {
      // each single call then gets its own error
    }
    return Collections.nCopies(requests.size(), null);
  }
}
