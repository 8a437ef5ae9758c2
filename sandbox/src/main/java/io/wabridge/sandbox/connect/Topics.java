package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.OwnAddress;
import io.wabridge.sandbox.RetryPlan;
import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.SignedWebhook;
import io.wabridge.sandbox.WebhookSender;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * The SNS topics: subscriptions, and signed notifications that are sent again three times if the
 * subscriber fails; an answer 4xx is final.
 */
@Component
class Topics implements RetryPlan {
  private static final int RETRIES = 3;

  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private final WebhookSender sender;
  private final SigningCertificate certificate;
  private final SigningCertificate foreign = SigningCertificate.generate("sns.amazonaws.com");
  private final OwnAddress address;
  private final Instances instances;
  private final JournalWriter journalWriter;
  private final SandboxScheduler scheduler;
  private final ShiftingClock clock;
  private final Settings<ConnectSettings> settings;

  Topics(
      WebhookSender sender,
      SigningCertificate certificate,
      OwnAddress address,
      Instances instances,
      JournalWriter journalWriter,
      SandboxScheduler scheduler,
      ShiftingClock clock,
      Settings<ConnectSettings> settings) {
    this.sender = sender;
    this.certificate = certificate;
    this.address = address;
    this.instances = instances;
    this.journalWriter = journalWriter;
    this.scheduler = scheduler;
    this.clock = clock;
    this.settings = settings;
  }

  void clear() {
    subscriptions.clear();
  }

  List<Subscription> of(String topic) {
    return subscriptions.stream().filter(one -> one.topic().equals(topic)).toList();
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
            : new Subscription(
                topic, endpoint, topic + ":" + UUID.randomUUID(), Instances.random(32));
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

  @Nullable Subscription confirm(String topic, String token) {
    for (Subscription one : of(topic)) {
      if (one.token().equals(token)) {
        one.confirm();
        return one;
      }
    }
    return null;
  }

  /** Deletes the subscriptions of a topic; each address is notified. */
  void unsubscribe(String topic) {
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
        base(subscription.topic())
            + "/?Action=ConfirmSubscription&TopicArn="
            + URLEncoder.encode(subscription.topic(), StandardCharsets.UTF_8)
            + "&Token="
            + subscription.token());
  }

  /** Streams an item of a chat to the topics of its streams. */
  void stream(Chat chat, ChatItem item) {
    for (String topic : new HashSet<>(chat.streams().values())) {
      publish(topic, chat, item, item.visibility());
    }
  }

  void publish(String topic, Chat chat, ChatItem item, String visibility) {
    ObjectNode message = item.view(chat);
    for (Subscription one : of(topic)) {
      if (one.confirmed()) {
        ObjectNode envelope = envelope("Notification", topic).put("Message", message.toString());
        envelope.put("UnsubscribeURL", base(topic) + "/?Action=Unsubscribe");
        if (!settings.now().hidesVisibility()) {
          attributes(envelope, chat, item, visibility);
        }
        Runnable work = () -> journalWriter.ended(chat, item, send(one, envelope));
        if (settings.now().ordered()) {
          chat.lane().submit(work);
        } else {
          scheduler.now().execute(work);
        }
      }
    }
  }

  private static void attributes(ObjectNode envelope, Chat chat, ChatItem item, String visibility) {
    ObjectNode attributes = envelope.putObject("MessageAttributes");
    attribute(attributes, "InitialContactId", chat.id());
    attribute(attributes, "ContactId", item.contactId());
    attribute(attributes, "InstanceId", chat.instance().id());
    attribute(attributes, "AccountId", Instance.ACCOUNT);
    attribute(attributes, "Type", item.type());
    attribute(attributes, "ContentType", item.contentType());
    if (item.role() != null) {
      attribute(attributes, "ParticipantRole", item.role());
    }
    attribute(attributes, "MessageVisibility", visibility);
  }

  private static void attribute(ObjectNode attributes, String name, String value) {
    attributes.putObject(name).put("Type", "String").put("Value", value);
  }

  private ObjectNode envelope(String type, String topic) {
    return Json.object()
        .put("Type", type)
        .put("MessageId", UUID.randomUUID().toString())
        .put("TopicArn", topic)
        .put("Timestamp", clock.instant().toString());
  }

  /** The address of the instance with this topic. */
  private String base(String topic) {
    Instance instance = instances.byTopic(topic);
    return instance == null || instance.address().isEmpty() ? address.base() : instance.address();
  }

  private String certificateUrl(String topic) {
    return base(topic) + "/SimpleNotificationService-sandbox.pem";
  }

  private void sendSoon(Subscription subscription, ObjectNode envelope) {
    scheduler.now().execute(() -> send(subscription, envelope));
  }

  /** Returns whether it was accepted in the end. */
  private boolean send(Subscription subscription, ObjectNode envelope) {
    String forged = settings.now().forgedCertificate();
    int version = settings.now().signatureVersion();
    byte[] body =
        Json.bytes(
            forged.isEmpty()
                ? Envelope.signed(
                    envelope, certificate, certificateUrl(subscription.topic()), version)
                : Envelope.signed(envelope, foreign, forged, version));
    String type = Json.text(envelope, "Type", "");
    SignedWebhook webhook =
        new SignedWebhook(
            URI.create(subscription.endpoint()),
            Map.of(
                "Content-Type", "text/plain; charset=UTF-8",
                "x-amz-sns-message-type", type,
                "x-amz-sns-message-id", Json.text(envelope, "MessageId", ""),
                "x-amz-sns-topic-arn", subscription.topic(),
                "x-amz-sns-subscription-arn", subscription.arn()),
            body,
            type);
    boolean accepted = sender.deliver(webhook, this);
    if (settings.now().duplicateNotifications()) {
      sender.deliver(webhook, this);
    }
    return accepted;
  }

  @Override
  public boolean again(int status, int attempt) {
    return (status == 0 || status == 429 || status >= 500) && attempt <= RETRIES;
  }

  @Override
  public Duration pause(int attempt) {
    return Duration.ofMillis(settings.now().retryPauseMs());
  }

  @Override
  public Duration timeout() {
    return Duration.ofMillis(settings.now().notificationTimeoutMs());
  }

  @Override
  public boolean accepted(int status) {
    return status >= 200 && status < 300;
  }
}
