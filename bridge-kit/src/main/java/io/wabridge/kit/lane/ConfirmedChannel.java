package io.wabridge.kit.lane;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Publishes mandatory messages with confirms, many in flight, on one AMQP channel. A message is
 * safe when the broker confirmed it and did not return it; RabbitMQ also confirms messages it
 * cannot route. No call takes longer than the timeout, whatever state the broker is in.
 */
public final class ConfirmedChannel implements AutoCloseable {

  /**
   * One message for one queue.
   *
   * @param reader of the queue, for which the body is encrypted
   * @param tenant the same
   */
  record Publication(
      String queue,
      String contract,
      String correlation,
      @Nullable String parent,
      String reader,
      String tenant,
      byte[] body) {}

  /** The broker did not confirm; the message may be lost. */
  public static final class NotConfirmed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotConfirmed(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** After a failed attempt to connect, no other attempt is made for so long. */
  private static final long REST = Duration.ofMillis(500).toNanos();

  private final BrokerNodes broker;
  private final Lanes lanes;
  private final Duration timeout;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable ConfirmedConnection open;
  private @Nullable CompletableFuture<ConfirmedConnection> opening;
  private long restUntil = System.nanoTime();

  public ConfirmedChannel(BrokerNodes broker, Lanes lanes, Duration timeout) {
    this.broker = broker;
    this.lanes = lanes;
    this.timeout = timeout;
  }

  void publish(List<Publication> publications) {
    var from = System.nanoTime();
    var deadline = from + timeout.toNanos();
    try {
      await(send(publications, deadline), deadline);
    } catch (TimeoutException e) {
      leaveSilentNode(from);
      throw new NotConfirmed("The broker did not confirm within " + timeout, e);
    }
  }

  private List<CompletableFuture<Void>> send(List<Publication> publications, long deadline) {
    if (!locked(deadline)) {
      throw new NotConfirmed("Other publishes have waited for the broker for " + timeout, null);
    }
    try {
      var current = current(deadline);
      var confirms = new ArrayList<CompletableFuture<Void>>(publications.size());
      for (var publication : publications) {
        confirms.add(current.publish(publication));
      }
      return confirms;
    } catch (IOException | RuntimeException e) {
      drop();
      throw new NotConfirmed("The broker is unavailable: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  private boolean locked(long deadline) {
    try {
      return lock.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** A node without quorum may confirm nothing for a long time; another node may work. */
  private void leaveSilentNode(long since) {
    if (broker.hasSeveral() && lock.tryLock()) {
      try {
        if (open != null && open.silentSince(since)) {
          drop();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private void await(List<CompletableFuture<Void>> confirms, long deadline)
      throws TimeoutException {
    try {
      CompletableFuture.allOf(confirms.toArray(CompletableFuture[]::new))
          .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new NotConfirmed("The broker did not accept the message: " + e.getCause(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static NotConfirmed interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new NotConfirmed("Interrupted while waiting for the broker", e);
  }

  private ConfirmedConnection current(long deadline) throws IOException {
    if (open != null && open.usable()) {
      return open;
    }
    drop();
    if (System.nanoTime() < restUntil) {
      throw new IOException("the last attempt to connect failed a moment ago");
    }
    open = opened(opening == null ? connect() : opening, deadline);
    opening = null;
    return open;
  }

  /** Connecting may take longer than one call may; the next call continues to wait for it. */
  private CompletableFuture<ConfirmedConnection> connect() {
    var connecting = new CompletableFuture<ConfirmedConnection>();
    opening = connecting;
    Thread.ofVirtual()
        .name("publisher")
        .start(() -> {
          try {
            connecting.complete(new ConfirmedConnection(broker.connect("publisher"), lanes));
          } catch (IOException | TimeoutException | RuntimeException e) {
            connecting.completeExceptionally(e);
          }
        });
    return connecting;
  }

  private ConfirmedConnection opened(
      CompletableFuture<ConfirmedConnection> connecting, long deadline) throws IOException {
    try {
      return connecting.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      opening = null;
      restUntil = System.nanoTime() + REST;
      throw new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no answer within the timeout", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void drop() {
    if (open != null) {
      open.abort();
      open = null;
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      drop();
    } finally {
      lock.unlock();
    }
  }
}
