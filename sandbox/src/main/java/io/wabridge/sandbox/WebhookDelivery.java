package io.wabridge.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The status of one webhook, for the log. */
public final class WebhookDelivery {
  private final SignedWebhook webhook;
  private final Instant createdAt;
  private final List<DeliveryAttempt> attempts = new CopyOnWriteArrayList<>();
  private volatile String state = "pending";

  WebhookDelivery(SignedWebhook webhook, Instant createdAt) {
    this.webhook = webhook;
    this.createdAt = createdAt;
  }

  void tried(DeliveryAttempt attempt) {
    attempts.add(attempt);
  }

  void ended(String how) {
    state = how;
  }

  @JsonProperty
  public String url() {
    return webhook.target().toString();
  }

  @JsonProperty
  public String about() {
    return webhook.about();
  }

  @JsonProperty
  public String body() {
    return new String(webhook.body(), StandardCharsets.UTF_8);
  }

  @JsonProperty
  public Instant createdAt() {
    return createdAt;
  }

  @JsonProperty
  public List<DeliveryAttempt> attempts() {
    return attempts;
  }

  /** pending, delivered, or gave-up. */
  @JsonProperty
  public String state() {
    return state;
  }
}
