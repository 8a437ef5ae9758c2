package io.wabridge.state.event.webhook;

import io.wabridge.state.event.BackgroundLoop;
import io.wabridge.state.event.EventsPublished;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Starts a run for each webhook with something to do; one at a time for each. */
@Component
class WebhookDispatcher implements SmartLifecycle, EventsPublished {

  private static final Logger log = LoggerFactory.getLogger(WebhookDispatcher.class);

  private final WebhookLeases leases;
  private final WebhookRun run;
  private final BackgroundLoop loop;
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  WebhookDispatcher(WebhookLeases leases, WebhookRun run, WebhookDeliveryProperties properties) {
    this.leases = leases;
    this.run = run;
    this.loop = new BackgroundLoop("webhooks", properties.every(), this::dispatch);
  }

  private boolean dispatch() {
    leases.keep();
    for (var webhook : leases.ready()) {
      if (running.add(webhook)) {
        Thread.ofVirtual().name("webhook " + webhook).start(() -> deliver(webhook));
      }
    }
    return false;
  }

  private void deliver(String webhook) {
    try {
      run.deliver(webhook);
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("webhook", webhook)
          .log("deliveries are postponed: {}", e.toString());
    } finally {
      running.remove(webhook);
    }
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
    try {
      leases.release();
    } catch (DataAccessException e) {
      log.atInfo().log("the leases of webhooks end by themselves: {}", e.getMessage());
    }
  }

  @Override
  public boolean isRunning() {
    return loop.running();
  }
}
