package io.wabridge.sandbox.aws;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.OwnAddress;
import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.WebhookSender;
import io.wabridge.sandbox.sns.SigningCertificate;
import io.wabridge.sandbox.sns.Subscription;
import io.wabridge.sandbox.sns.Topics;
import io.wabridge.sandbox.whatsapp.NumberProvider;
import io.wabridge.sandbox.whatsapp.ProviderAccess;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publishes what Meta tells AWS to the topic of the account: each entry as text in an event, in a
 * signed notification.
 */
@Component
class Publisher implements NumberProvider {
  private static final DateTimeFormatter NANOSECONDS =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter();
  private static final Duration RETRY_PAUSE = Duration.ofMillis(200);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final AwsAccounts accounts;
  private final ProviderAccess access;
  private final OwnAddress address;
  private final SandboxScheduler scheduler;
  private final ShiftingClock clock;
  private final Topics topics;

  Publisher(
      AwsAccounts accounts,
      ProviderAccess access,
      OwnAddress address,
      SandboxScheduler scheduler,
      ShiftingClock clock,
      WebhookSender sender,
      SigningCertificate certificate) {
    this.accounts = accounts;
    this.access = access;
    this.address = address;
    this.scheduler = scheduler;
    this.clock = clock;
    this.topics =
        new Topics(
            sender,
            certificate,
            scheduler,
            clock,
            _ -> address.base() + AwsFacade.BASE,
            this::behaviour);
  }

  Topics topics() {
    return topics;
  }

  private Topics.Behaviour behaviour(String topic) {
    AwsAccount account = accounts.ofTopic(topic);
    AwsAccount.Manners now = account == null ? AwsAccount.Manners.USUAL : account.manners();
    return new Topics.Behaviour(
        now.signatureVersion(),
        now.forgedCertificate(),
        now.otherTopic(),
        now.duplicates(),
        now.deaf(),
        RETRY_PAUSE,
        TIMEOUT);
  }

  @Override
  public boolean serves(String phoneNumberId) {
    return accounts.publishing(phoneNumberId).isPresent();
  }

  /** Without a confirmed subscription everything is lost, as at SNS. */
  @Override
  public boolean post(String phoneNumberId, byte[] body, String about) {
    AwsAccount account = accounts.publishing(phoneNumberId).orElse(null);
    boolean accepted = account != null;
    for (JsonNode entry : Json.read(body).path("entry").values()) {
      accepted &= account != null && publish(account, entry, null);
    }
    return accepted;
  }

  private boolean publish(AwsAccount account, JsonNode entry, @Nullable String messageId) {
    ObjectNode event = Json.object();
    ObjectNode context = event.putObject("context");
    context
        .putArray("MetaWabaIds")
        .addObject()
        .put("wabaId", waba(account))
        .put("arn", account.arn("waba"));
    context
        .putArray("MetaPhoneNumberIds")
        .addObject()
        .put("metaPhoneNumberId", account.phoneNumberId())
        .put("arn", account.arn("phone-number-id"));
    event.put("whatsAppWebhookEntry", entry.toString());
    event.put("aws_account_id", AwsAccount.OWNER);
    event.put("message_timestamp", NANOSECONDS.format(clock.instant()));
    if (messageId != null) {
      event.put("messageId", messageId);
    }
    List<Subscription> confirmed =
        topics.of(account.topicArn()).stream().filter(Subscription::confirmed).toList();
    boolean accepted = !confirmed.isEmpty();
    for (Subscription one : confirmed) {
      ObjectNode notification = topics.notification(account.topicArn(), event.toString());
      accepted &= topics.send(one, notification);
    }
    return accepted;
  }

  private String waba(AwsAccount account) {
    return Objects.requireNonNull(access.grant(account.phoneNumberId())).wabaId();
  }

  /** Reports the status of a message at Meta, with AWS's id of it. */
  void taken(AwsAccount account, String id, JsonNode message, JsonNode answer) {
    String wamid = Json.text(answer.path("messages").path(0), "id");
    if (wamid != null && account.manners().omitsAccepted()) {
      return;
    }
    ObjectNode status =
        Json.object()
            .put("id", wamid == null ? "wamid.REFUSED" + id.replace("-", "") : wamid)
            .put("status", wamid == null ? "failed" : "accepted")
            .put("timestamp", String.valueOf(clock.instant().getEpochSecond()));
    String to = Json.text(message, "to");
    if (to != null) {
      status.put("recipient_id", to.replace("+", ""));
    }
    status.put("biz_opaque_callback_data", Json.text(message, "biz_opaque_callback_data"));
    if (wamid == null) {
      JsonNode error = answer.path("error");
      ObjectNode shown = status.putArray("errors").addObject();
      shown.put("code", error.path("code").asInt(0));
      shown.put("title", Json.text(error, "message", ""));
      shown.set("error_data", error.path("error_data"));
    }
    ObjectNode entry = Json.object().put("id", waba(account));
    ObjectNode change = entry.putArray("changes").addObject();
    ObjectNode value = change.putObject("value").put("messaging_product", "whatsapp");
    value.putObject("metadata").put("phone_number_id", account.phoneNumberId());
    value.putArray("statuses").add(status);
    change.put("field", "messages");
    scheduler.now().execute(() -> publish(account, entry, id));
  }

  @Override
  public void reset() {
    accounts.reset();
    topics.clear();
  }
}
