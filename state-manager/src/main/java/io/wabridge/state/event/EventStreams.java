package io.wabridge.state.event;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.telemetry.Metric;
import io.wabridge.model.TenantId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Serves streams: first the events that a reader has missed, from the log, then live ones. Each
 * stream has its request's thread, which is a virtual one.
 */
@Component
class EventStreams implements SmartLifecycle {

  private static final int PART = 200;

  /** Streams that read what they missed; the ledger needs most of the database connections. */
  private static final int CATCHING_UP = 2;

  private final EventLog log;
  private final EventRenderer renderer;
  private final EventFeeds feeds;
  private final EventProperties properties;
  private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> perTenant = new ConcurrentHashMap<>();
  private final Semaphore permits;
  private final Semaphore catchingUp = new Semaphore(CATCHING_UP, true);
  private volatile boolean running;

  EventStreams(
      EventLog log,
      EventRenderer renderer,
      EventFeeds feeds,
      EventProperties properties,
      MeterRegistry meters) {
    this.log = log;
    this.renderer = renderer;
    this.feeds = feeds;
    this.properties = properties;
    this.permits = new Semaphore(properties.streams());
    Metric.EVENT_STREAMS.gauge(meters, open, Set::size);
  }

  /** A place for a stream. Close it. */
  Place take(TenantId tenant) {
    if (!running || !permits.tryAcquire()) {
      throw TooManyStreams.ofInstance(properties.streams());
    }
    if (perTenant.merge(tenant.value(), 1, Integer::sum) > properties.streamsPerTenant()) {
      free(tenant);
      throw TooManyStreams.ofTenant(properties.streamsPerTenant());
    }
    return () -> free(tenant);
  }

  private void free(TenantId tenant) {
    perTenant.computeIfPresent(tenant.value(), (_, n) -> n == 1 ? null : n - 1);
    permits.release();
  }

  /** One of the streams that may be open. */
  @FunctionalInterface
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Writes events until the reader disconnects, takes nothing for too long, or the instance stops.
   *
   * @param after the last event that the reader has; null: it wants new ones only
   */
  void serve(TenantId tenant, EventFilter filter, @Nullable Long after, OutputStream out)
      throws IOException {
    var frames = new EventFrames(out);
    frames.begin();
    var kept = log.range(tenant);
    if (after != null && !kept.continuesAfter(after)) {
      frames.reset(kept);
    }
    var stream =
        new EventStream(
            tenant, filter, after == null || !kept.continuesAfter(after) ? kept.last() : after);
    open.add(stream);
    try {
      while (!stream.closed()) {
        catchUp(stream, frames);
        live(stream, frames);
      }
      frames.end();
    } catch (InterruptedException e) {
      frames.end();
    } finally {
      feeds.detach(stream);
      open.remove(stream);
      Thread.interrupted(); // the connection's next request has this thread
    }
  }

  /** Reads the log to its end, and from there on gets live events. */
  private void catchUp(EventStream stream, EventFrames frames)
      throws IOException, InterruptedException {
    List<RenderedEvent> part;
    do {
      part = missed(stream);
      for (var event : part) {
        frames.event(event);
      }
      frames.flush();
    } while (!stream.closed() && (part.size() == PART || !feeds.attach(stream)));
  }

  private List<RenderedEvent> missed(EventStream stream) throws InterruptedException {
    catchingUp.acquire();
    try {
      var last = log.range(stream.tenant()).last();
      var events = log.read(stream.tenant(), stream.offered(), last, stream.filter(), PART);
      stream.skipTo(events.size() < PART ? last : events.getLast().position());
      return renderer.render(stream.tenant(), events);
    } finally {
      catchingUp.release();
    }
  }

  private void live(EventStream stream, EventFrames frames)
      throws IOException, InterruptedException {
    while (!stream.closed() && !stream.behind()) {
      var complete = stream.offered();
      var event = stream.next(properties.heartbeat());
      if (event == null) {
        frames.heartbeat(complete);
      }
      for (; event != null; event = stream.next()) {
        frames.event(event);
      }
      frames.flush();
    }
  }

  @Override
  public void start() {
    running = true;
  }

  /** Streams end before the server waits for its last requests. */
  @Override
  public void stop() {
    running = false;
    open.forEach(EventStream::close);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
