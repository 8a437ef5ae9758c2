package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.OwnAddress;
import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.WebhookSender;
import io.wabridge.sandbox.sns.SigningCertificate;
import io.wabridge.sandbox.sns.Subscription;
import io.wabridge.sandbox.sns.Topics;
import java.time.Duration;
import java.util.HashSet;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The topics to which chats are streamed. */
@Component
class ChatTopics {
  private final Topics topics;
  private final OwnAddress address;
  private final Instances instances;
  private final JournalWriter journalWriter;
  private final SandboxScheduler scheduler;
  private final Settings<ConnectSettings> settings;

  ChatTopics(
      WebhookSender sender,
      SigningCertificate certificate,
      OwnAddress address,
      Instances instances,
      JournalWriter journalWriter,
      SandboxScheduler scheduler,
      ShiftingClock clock,
      Settings<ConnectSettings> settings) {
    this.topics = new Topics(sender, certificate, scheduler, clock, this::base, _ -> behaviour());
    this.address = address;
    this.instances = instances;
    this.journalWriter = journalWriter;
    this.scheduler = scheduler;
    this.settings = settings;
  }

  Topics topics() {
    return topics;
  }

  private Topics.Behaviour behaviour() {
    ConnectSettings now = settings.now();
    return new Topics.Behaviour(
        now.signatureVersion(),
        now.forgedCertificate(),
        "",
        now.duplicateNotifications(),
        false,
        Duration.ofMillis(now.retryPauseMs()),
        Duration.ofMillis(now.notificationTimeoutMs()));
  }

  /** The address of the instance with this topic. */
  private String base(String topic) {
    Instance instance = instances.byTopic(topic);
    return instance == null || instance.address().isEmpty() ? address.base() : instance.address();
  }

  /** Streams an item of a chat to the topics of its streams. */
  void stream(Chat chat, ChatItem item) {
    for (String topic : new HashSet<>(chat.streams().values())) {
      publish(topic, chat, item, item.visibility());
    }
  }

  void publish(String topic, Chat chat, ChatItem item, String visibility) {
    ObjectNode message = item.view(chat);
    for (Subscription one : topics.of(topic)) {
      if (one.confirmed()) {
        ObjectNode envelope = topics.notification(topic, message.toString());
        if (!settings.now().hidesVisibility()) {
          attributes(envelope, chat, item, visibility);
        }
        Runnable work = () -> journalWriter.ended(chat, item, topics.send(one, envelope));
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
}
