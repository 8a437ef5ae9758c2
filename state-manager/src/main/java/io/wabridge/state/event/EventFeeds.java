package io.wabridge.state.event;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads the new events of the tenants that have streams here: once per tenant and instance, however
 * many streams there are.
 */
@Component
class EventFeeds implements SmartLifecycle, EventsPublished {

  private static final int AT_ONCE = 500;

  private final Map<String, TenantFeed> feeds = new ConcurrentHashMap<>();
  private final EventLog log;
  private final EventRenderer renderer;
  private final BackgroundLoop loop;

  EventFeeds(EventLog log, EventRenderer renderer, EventProperties properties) {
    this.log = log;
    this.renderer = renderer;
    this.loop = new BackgroundLoop("event feeds", properties.every(), this::read);
  }

  /**
   * Adds a stream; false: it must first read events that the others have got already.
   *
   * <p>The map's lock is acquired before the feed's everywhere.
   */
  boolean attach(EventStream stream) {
    var attached = new boolean[1];
    feeds.compute(
        stream.tenant().value(),
        (_, known) -> {
          var feed = known == null ? new TenantFeed(stream.tenant()) : known;
          attached[0] = feed.attach(stream);
          return feed;
        });
    return attached[0];
  }

  void detach(EventStream stream) {
    feeds.computeIfPresent(
        stream.tenant().value(),
        (_, feed) -> {
          feed.detach(stream);
          return feed.empty() ? null : feed;
        });
  }

  private boolean read() {
    if (feeds.isEmpty()) {
      return false;
    }
    var more = false;
    for (var last : log.last(feeds.keySet()).entrySet()) {
      var feed = feeds.get(last.getKey());
      if (feed != null && feed.position() < last.getValue()) {
        more |= read(feed, last.getValue());
      }
    }
    return more;
  }

  /** One part, so that no tenant's events delay those of another; whether there are more. */
  private boolean read(TenantFeed feed, long last) {
    var readers = feed.streams();
    var events = log.read(feed.tenant(), feed.position(), last, EventFilter.ALL, AT_ONCE);
    var wanted =
        events.stream()
            .filter(event -> readers.stream().anyMatch(reader -> reader.wants(event)))
            .toList();
    var upTo = events.size() < AT_ONCE ? last : events.getLast().position();
    feed.publish(readers, renderer.render(feed.tenant(), wanted), upTo);
    return upTo < last;
  }

  @Override
  public void published() {
    loop.wake();
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop();
  }

  @Override
  public boolean isRunning() {
    return loop.running();
  }
}
