package io.wabridge.kit.client;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/**
 * Notifies every service that a tenant, channel or desk has changed. If a notification is lost, a
 * service uses its cached copy for one more minute at most.
 */
public final class Announcements {

  static final FanoutExchange EXCHANGE = new FanoutExchange("bridge.changes", true, false);
  private static final Logger log = LoggerFactory.getLogger(Announcements.class);

  private final RabbitTemplate rabbit;

  Announcements(RabbitTemplate rabbit) {
    this.rabbit = rabbit;
  }

  public void announceChange(String tenant) {
    try {
      rabbit.convertAndSend(EXCHANGE.getName(), "", tenant);
    } catch (RuntimeException e) {
      log.atWarn().log("a change could not be announced: {}", e.getMessage());
    }
  }
}
