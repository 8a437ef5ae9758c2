package io.wabridge.sandbox.sns;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.RetryPlan;
import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.SignedWebhook;
import io.wabridge.sandbox.WebhookSender;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Topics: subscriptions, and signed notifications that are sent again three times if the subscriber
 * fails; an answer 4xx is final.
 */
public final class Topics {
  private static final int RETRIES = 3;
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * How a topic behaves.
   *
   * @param signatureVersion of notifications: 1 or 2
   * @param forgedCertificate signs with another key, whose certificate is at this address; empty:
   *     off
   * @param otherTopic the topic that notifications name instead of their own; empty: off
   * @param duplicates sends every notification twice
   * @param deaf does not take note of confirmations
   */
  public record Behaviour(
      int signatureVersion,
      String forgedCertificate,
      String otherTopic,
      boolean duplicates,
      boolean deaf,
      Duration retryPause,
      Duration timeout) {}

  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private final SigningCertificate foreign = SigningCertificate.generate("sns.amazonaws.com");
  private final WebhookSender sender;
  private final SigningCertificate certificate;
  private final SandboxScheduler scheduler;
  private final ShiftingClock clock;
  private final Function<String, String> address;
  private final Function<String, Behaviour> behaviour;

  /**
   * @param address where a topic's confirmations and certificate are
   * @param behaviour how a topic behaves now
   */
  public Topics(
      WebhookSender sender,
      SigningCertificate certificate,
      SandboxScheduler scheduler,
      ShiftingClock clock,
      Function<String, String> address,
      Function<String, Behaviour> behaviour) {
    this.sender = sender;
    this.certificate = certificate;
    this.scheduler = scheduler;
    this.clock = clock;
    this.address = address;
    this.behaviour = behaviour;
  }

  public void clear() {
    subscriptions.clear();
  }

  public List<Subscription> of(String topic) {
    return subscriptions.stream().filter(one -> one.topic().equals(topic)).toList();
  }

  @Nullable Subscription byArn(String arn) {
    return subscriptions.stream().filter(one -> one.arn().equals(arn)).findFirst().orElse(null);
  }

  /** Subscribes an address, and asks it for the confirmation. */
  synchronized Subscription subscribe(String topic, String endpoint) {
    Subscription known =
        of(topic).stream().filter(one -> one.endpoint().equals(endpoint)).findFirst().orElse(null);
    if (known != null && known.confirmed()) {
      return known;
    }
    Subscription subscription =
        known != null
            ? known
            : new Subscription(topic, endpoint, topic + ":" + UUID.randomUUID(), random());
    if (known == null) {
      subscriptions.add(subscription);
    }
    ObjectNode envelope =
        envelope("SubscriptionConfirmation", topic)
            .put("Message", "You have chosen to subscribe to the topic " + topic + ".");
    confirmable(envelope, subscription);
    sendSoon(subscription, envelope);
    return subscription;
  }

  private static String random() {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  @Nullable Subscription confirm(String topic, String token) {
    for (Subscription one : of(topic)) {
      if (one.token().equals(token)) {
        if (!behaviour.apply(topic).deaf()) {
          one.confirm();
        }
        return one;
      }
    }
    return null;
  }

  /** Deletes the subscriptions of a topic; each address is notified. */
  public void unsubscribe(String topic) {
    for (Subscription one : of(topic)) {
      subscriptions.remove(one);
      ObjectNode envelope =
          envelope("UnsubscribeConfirmation", topic)
              .put("Message", "You have chosen to deactivate subscription " + one.arn() + ".");
      confirmable(envelope, one);
      sendSoon(one, envelope);
    }
  }

  private void confirmable(ObjectNode envelope, Subscription subscription) {
    envelope.put("Token", subscription.token());
    envelope.put(
        "SubscribeURL",
        address.apply(subscription.topic())
            + "/?Action=ConfirmSubscription&TopicArn="
            + URLEncoder.encode(subscription.topic(), StandardCharsets.UTF_8)
            + "&Token="
            + subscription.token());
  }

  /** A notification that is not sent yet. */
  public ObjectNode notification(String topic, String message) {
    return envelope("Notification", topic)
        .put("Message", message)
        .put("UnsubscribeURL", address.apply(topic) + "/?Action=Unsubscribe");
  }

  private ObjectNode envelope(String type, String topic) {
    String other = behaviour.apply(topic).otherTopic();
    return Json.object()
        .put("Type", type)
        .put("MessageId", UUID.randomUUID().toString())
        .put("TopicArn", other.isEmpty() ? topic : other)
        .put("Timestamp", MILLISECONDS.format(clock.instant()));
  }

  private void sendSoon(Subscription subscription, ObjectNode envelope) {
    scheduler.now().execute(() -> send(subscription, envelope));
  }

  /** Blocks until the notification was accepted (true) or given up (false). */
  public boolean send(Subscription subscription, ObjectNode envelope) {
    Behaviour now = behaviour.apply(subscription.topic());
    String forged = now.forgedCertificate();
    String own = address.apply(subscription.topic()) + "/" + SigningCertificate.FILE;
    byte[] body =
        Json.bytes(
            forged.isEmpty()
                ? Envelope.signed(envelope, certificate, own, now.signatureVersion())
                : Envelope.signed(envelope, foreign, forged, now.signatureVersion()));
    String type = Json.text(envelope, "Type", "");
    SignedWebhook webhook =
        new SignedWebhook(
            URI.create(subscription.endpoint()),
            Map.of(
                "Content-Type",
                "text/plain; charset=UTF-8",
                "User-Agent",
                "Amazon Simple Notification Service Agent",
                "x-amz-sns-message-type",
                type,
                "x-amz-sns-message-id",
                Json.text(envelope, "MessageId", ""),
                "x-amz-sns-topic-arn",
                Json.text(envelope, "TopicArn", ""),
                "x-amz-sns-subscription-arn",
                subscription.arn()),
            body,
            type);
    RetryPlan plan = new Retries(now);
    boolean accepted = sender.deliver(webhook, plan);
    if (now.duplicates()) {
      sender.deliver(webhook, plan);
    }
    return accepted;
  }

  private record Retries(Behaviour behaviour) implements RetryPlan {

    @Override
    public boolean again(int status, int attempt) {
      return (status == 0 || status == 429 || status >= 500) && attempt <= RETRIES;
    }

    @Override
    public Duration pause(int attempt) {
      return behaviour.retryPause();
    }

    @Override
    public Duration timeout() {
      return behaviour.timeout();
    }

    @Override
    public boolean accepted(int status) {
      return status >= 200 && status < 300;
    }
  }
}
