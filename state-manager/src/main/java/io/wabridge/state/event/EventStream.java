package io.wabridge.state.event;

import io.wabridge.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One reader of live events. It holds a limited number of them: a reader that takes them too slowly
 * gets no more, and reads the log at its own pace instead.
 */
final class EventStream {

  /** How many events wait for a slow reader. */
  static final int MOST_WAITING = 1000;

  /** Ends the reader's pause. */
  private static final RenderedEvent WAKE =
      new RenderedEvent(
          new StoredEvent(0, "", "", null, null, null, null, null, Instant.EPOCH), "");

  private final TenantId tenant;
  private final EventFilter filter;
  private final Thread reader;
  private final BlockingQueue<RenderedEvent> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

  private volatile long offered;
  private volatile boolean behind;
  private volatile boolean closed;

  /** The current thread reads it. */
  EventStream(TenantId tenant, EventFilter filter, long position) {
    this.tenant = tenant;
    this.filter = filter;
    this.offered = position;
    this.reader = Thread.currentThread();
  }

  TenantId tenant() {
    return tenant;
  }

  EventFilter filter() {
    return filter;
  }

  boolean wants(StoredEvent event) {
    return event.position() > offered && filter.accepts(event);
  }

  /** Takes live events, until it is behind. */
  void attached() {
    behind = false;
  }

  /** Offers events in their order, and says up to which position all were offered. */
  void offer(List<RenderedEvent> events, long upTo) {
    for (var event : events) {
      if (wants(event.stored())) {
        if (!waiting.offer(event)) {
          behind = true;
          return;
        }
        offered = event.position();
      }
    }
    skipTo(upTo);
  }

  /** The reader has all events up to here. */
  void skipTo(long position) {
    offered = Math.max(offered, position);
  }

  /** It lacks events that were not offered. */
  void fallBehind() {
    behind = true;
    waiting.offer(WAKE);
  }

  /** The next event; null: there was none for this time, or the stream is behind. */
  @Nullable RenderedEvent next(Duration patience) throws InterruptedException {
    return real(waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** The next event, if there is one already. */
  @Nullable RenderedEvent next() {
    return real(waiting.poll());
  }

  private static @Nullable RenderedEvent real(@Nullable RenderedEvent event) {
    return event == WAKE ? null : event;
  }

  /** All events up to here were offered. */
  long offered() {
    return offered;
  }

  /** Events were left out after those that wait. */
  boolean behind() {
    return behind && waiting.isEmpty();
  }

  /** It gets no more live events. */
  boolean ended() {
    return behind || closed;
  }

  boolean closed() {
    return closed;
  }

  void close() {
    closed = true;
    reader.interrupt();
  }
}
