package io.wabridge.state.event.webhook;

import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutboundBody;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.RetryAfter;
import io.wabridge.connectors.event.EventSigner;
import io.wabridge.model.CallListener.Operation;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Posts a signed event, once. */
@Component
class WebhookPost {

  private static final String PROVIDER = "webhook";
  private static final int GONE = 410;

  /** Answers that concern the receiver rather than this event. */
  private static final Set<Integer> TRIED_AGAIN = Set.of(401, 403, 404, 408, 425, 429);

  private final OutboundHttp http;

  WebhookPost(OutboundHttp http) {
    this.http = http;
  }

  /**
   * Posts an event.
   *
   * @param id identifies the event; the same at every repetition
   */
  WebhookOutcome send(Webhook webhook, String id, String event) {
    var now = Instant.now().getEpochSecond();
    var request =
        OutboundRequest.of("POST", webhook.url(), OutboundBody.json(event))
            .header("webhook-id", id)
            .header("webhook-timestamp", String.valueOf(now))
            .header("webhook-signature", EventSigner.sign(id, now, event, webhook.secrets()))
            .by(PROVIDER, Operation.SEND_MESSAGE);
    try (var answer = http.send(request)) {
      return outcome(answer);
    } catch (IOException e) {
      return new WebhookOutcome.Failed(
          null, Objects.requireNonNullElse(e.getMessage(), "There was no answer."), null);
    }
  }

  private static WebhookOutcome outcome(OutboundAnswer answer) {
    var status = answer.status();
    if (answer.success()) {
      return new WebhookOutcome.Delivered(status);
    }
    var detail = "The receiver answered " + status + ".";
    if (status == GONE) {
      return new WebhookOutcome.Gone(status, detail);
    }
    return status >= 500 || TRIED_AGAIN.contains(status)
        ? new WebhookOutcome.Failed(status, detail, RetryAfter.of(answer))
        : new WebhookOutcome.Refused(status, detail);
  }
}
