package io.wabridge.kit.client;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/**
 * Notifies every service that a tenant, channel or desk has changed, or that a token was refused
 * and replaced. If a notification is lost, a service uses its cached copy for one more minute at
 * most.
 */
public final class Announcements {

  static final FanoutExchange EXCHANGE = new FanoutExchange("bridge.changes", true, false);
  private static final Logger log = LoggerFactory.getLogger(Announcements.class);

  private static final String REFUSED_TOKEN = "refused-token ";

  private final RabbitTemplate rabbit;

  Announcements(RabbitTemplate rabbit) {
    this.rabbit = rabbit;
  }

  public void announceChange(String tenant) {
    announce(tenant);
  }

  /**
   * Announces a token that has a successor.
   *
   * @param fingerprint see {@link RefusedTokens}
   */
  public void announceRefusedToken(String fingerprint) {
    announce(REFUSED_TOKEN + fingerprint);
  }

  /** The fingerprint in an announcement of a refused token; empty: something was changed. */
  static Optional<String> refusedToken(byte[] announcement) {
    var text = new String(announcement, StandardCharsets.UTF_8);
    return text.startsWith(REFUSED_TOKEN)
        ? Optional.of(text.substring(REFUSED_TOKEN.length()))
        : Optional.empty();
  }

  private void announce(String what) {
    try {
      rabbit.send(
          EXCHANGE.getName(),
          "",
          MessageBuilder.withBody(what.getBytes(StandardCharsets.UTF_8)).build());
    } catch (RuntimeException e) {
      log.atWarn().log("a change could not be announced: {}", e.getMessage());
    }
  }
}
