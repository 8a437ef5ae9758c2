package io.wabridge.suite.faults;

import io.wabridge.suite.faults.agent.Safeguard;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A mechanism that can be switched off, the faults that reveal the loss, and the checker's figures
 * of which at least one must then not be zero.
 */
enum Without {
  DEDUPE(List.of("second_sends"), "F5:whatsapp-api", "F5:outbound", "F5:genesys-webhook"),
  CONFIRMS(
      List.of("missing"),
      "F18:whatsapp-webhook-service -> rabbitmq",
      "F1",
      "F18:genesys-webhook-service -> rabbitmq",
      "F18:inbound-transformer -> rabbitmq"),
  MANDATORY(
      List.of("missing"), "F19:inbound-transformer", "F19:whatsapp-api", "F19:genesys-api-service"),
  FSYNC(List.of("missing", "second_sends", "inversions"), "F2"),
  ORDER(
      List.of("inversions"), "F6:inbound-transformer", "F6:whatsapp-api", "F6:genesys-api-service"),
  UNCERTAIN(List.of("second_sends"), "F5:whatsapp-api", "F5:outbound"),
  /**
   * Persons write to two numbers of one tenant, each with its own desk. No service is killed: an
   * agent can answer only messages that have arrived, and a short load ends before a service has
   * restarted.
   */
  ISOLATION(List.of("wrong_person"), "F9");

  private final List<String> figures;
  private final List<String> faults;

  Without(List<String> figures, String... faults) {
    this.figures = figures;
    this.faults = List.of(faults);
  }

  static Without named(String name) {
    return Stream.of(values())
        .filter(one -> one.mechanism().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no mechanism \"%s\"; there are %s"
                    .formatted(name, Stream.of(values()).map(Without::mechanism).toList())));
  }

  String mechanism() {
    return name().toLowerCase(Locale.ROOT);
  }

  Safeguard safeguard() {
    return Safeguard.valueOf(name());
  }

  List<String> figures() {
    return figures;
  }

  List<String> faults() {
    return faults;
  }

  /** Sets the behaviour of WhatsApp and the desks for the duration of the load. */
  void prepare(FaultContext context) throws IOException, InterruptedException {
    switch (this) {
      case DEDUPE -> {
        context.phones().patch("/sandbox/settings", Map.of("duplicateWebhooks", true));
        for (var desk : context.desks()) {
          desk.control().patch("/sandbox/settings", Map.of("duplicateWebhooks", true));
        }
      }
      case FSYNC -> {
        for (var desk : context.desks()) {
          OutsideFaults.injectErrors(desk.control(), "*", "500", 600, 1);
        }
      }
      case ORDER -> context.wiring().to("state-manager").forEach(proxy -> proxy.delay(150));
      case UNCERTAIN -> {
        // otherwise the status confirms the arrival before the message is sent again
        context.phones().patch("/sandbox/settings", Map.of("sentDelayMs", 8000));
        OutsideFaults.injectErrors(context.phones(), "messages", "cut-after", 600, 0.2);
        OutsideFaults.injectErrors(context.phones(), "messages", "500-after", 600, 0.2);
      }
      case CONFIRMS, MANDATORY, ISOLATION -> {}
    }
  }
}
