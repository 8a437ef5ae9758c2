package io.wabridge.state.event;

import io.wabridge.model.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The live streams of one tenant, which get its new events from one read of the log. */
final class TenantFeed {

  private final TenantId tenant;
  private final Set<EventStream> streams = new HashSet<>();
  private long position;

  TenantFeed(TenantId tenant) {
    this.tenant = tenant;
  }

  TenantId tenant() {
    return tenant;
  }

  /** False: events between the stream's position and that of the feed are to be read first. */
  synchronized boolean attach(EventStream stream) {
    if (stream.offered() < position) {
      return false;
    }
    if (streams.isEmpty()) {
      position = stream.offered();
    }
    stream.attached();
    return streams.add(stream);
  }

  synchronized void detach(EventStream stream) {
    streams.remove(stream);
  }

  synchronized boolean empty() {
    return streams.isEmpty();
  }

  synchronized long position() {
    return position;
  }

  /** The streams for which the next events are read now. */
  synchronized Set<EventStream> streams() {
    return Set.copyOf(streams);
  }

  /**
   * Gives each stream its events; the feed is at this position now. A stream that was attached
   * since the events were chosen may lack some of them: it reads the log first.
   */
  synchronized void publish(Set<EventStream> readers, List<RenderedEvent> events, long upTo) {
    for (var stream : streams) {
      if (readers.contains(stream)) {
        stream.offer(events, upTo);
      } else {
        stream.fallBehind();
      }
    }
    streams.removeIf(EventStream::ended);
    position = Math.max(position, upTo);
  }
}
