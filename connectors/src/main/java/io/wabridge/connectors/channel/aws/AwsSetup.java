package io.wabridge.connectors.channel.aws;

import static io.wabridge.connectors.Fields.clip;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.aws.AwsReply;
import io.wabridge.connectors.aws.SnsSubscriptions;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Probe;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sets the topic as the account's event destination, subscribes the bridge to it, and checks
 * number, destination, subscription and bucket.
 */
final class AwsSetup {

  private static final String NUMBER = "Number";
  private static final String EVENTS = "Event destination";
  private static final String BUCKET = "Media bucket";
  private static final String CONNECT = "Press “connect”: without it no event arrives.";
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final int LONGEST = 200;

  /**
   * The number as AWS describes it.
   *
   * @param account AWS's id of the WhatsApp Business account
   */
  private record Found(Probe probe, Map<String, String> learned, @Nullable String account) {}

  private final AwsApi api;
  private final SnsSubscriptions subscriptions;

  AwsSetup(AwsApi api, Duration pause) {
    this.api = api;
    this.subscriptions = new SnsSubscriptions(api.aws(), pause);
  }

  Connected connect(URI webhookUrl, Context context) {
    var settings = AwsSettings.of(context.settings());
    var probes = new ArrayList<Probe>();
    var learned = new HashMap<String, String>();
    try {
      var number = number(settings);
      probes.add(number.probe());
      if (number.probe().ok()) {
        learned.putAll(number.learned());
        probes.add(destination(number.account(), settings, true));
        var subscribed = subscribed(webhookUrl, settings);
        probes.add(subscribed);
        if (subscribed.ok()) {
          learned.put(AwsSettings.REGISTERED_URL, webhookUrl.toString());
        }
      }
    } catch (IOException e) {
      probes.add(unreachable(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      probes.add(Probe.failed(SnsSubscriptions.CHECK, "was interrupted", CONNECT));
    }
    return new Connected(probes, learned);
  }

  private Probe subscribed(URI webhookUrl, AwsSettings settings)
      throws IOException, InterruptedException {
    var reply = subscriptions.subscribe(webhookUrl, settings.topic());
    return reply.success()
        ? subscriptions.confirmed(webhookUrl, settings.topic())
        : refused(
            SnsSubscriptions.CHECK,
            reply,
            "Allow sns:Subscribe for the access key, and check the topic's ARN.");
  }

  List<Probe> check(Context context) {
    var settings = AwsSettings.of(context.settings());
    var probes = new ArrayList<Probe>();
    try {
      var number = number(settings);
      probes.add(number.probe());
      if (number.probe().ok()) {
        probes.add(destination(number.account(), settings, false));
        probes.add(subscriptions.check(settings.topic(), settings.registeredUrl()::equals));
        probes.add(bucket(settings));
      }
    } catch (IOException e) {
      probes.add(unreachable(e));
    }
    return probes;
  }

  private Found number(AwsSettings settings) throws IOException {
    var path = "/v1/whatsapp/waba/phone/details?id=" + settings.originationPhoneNumberId();
    var reply = api.call(Operation.SET_UP, "GET", path, null, settings);
    var number = reply.json().path("phoneNumber");
    var id = word(number, "metaPhoneNumberId", "");
    if (!reply.success() || !id.matches("[0-9]{5,40}")) {
      var refusal =
          reply.success()
              ? Probe.failed(
                  NUMBER,
                  "AWS does not name Meta's ID of the number",
                  "Look at the number in the console of AWS End User Messaging Social.")
              : refused(
                  NUMBER,
                  reply,
                  "Check region and phone number ID, and allow"
                      + " social-messaging:GetLinkedWhatsAppBusinessAccountPhoneNumber.");
      return new Found(refusal, Map.of(), null);
    }
    var learned = new HashMap<String, String>();
    learned.put(AwsSettings.PHONE_NUMBER_ID, id);
    var digits = word(number, "phoneNumber", "").replaceAll("[^0-9]", "");
    if (digits.matches("[0-9]{5,20}")) {
      learned.put(AwsSettings.NUMBER, digits);
    }
    return new Found(Probe.ok(NUMBER, described(number)), learned, account(reply.json()));
  }

  private static String described(JsonNode number) {
    return clip(
        word(number, "displayPhoneNumberName", "the number")
            + ", "
            + word(number, "displayPhoneNumber", word(number, "phoneNumber", "?"))
            + ", quality "
            + word(number, "qualityRating", "unknown"),
        LONGEST);
  }

  private static @Nullable String account(JsonNode json) {
    var account = word(json, "linkedWhatsAppBusinessAccountId", "");
    return account.matches("waba-[A-Za-z0-9]{1,80}") ? account : null;
  }

  /**
   * An account has one destination. An empty one is set; one that another system uses is not taken
   * away from it.
   */
  private Probe destination(@Nullable String account, AwsSettings settings, boolean set)
      throws IOException {
    if (account == null) {
      return Probe.ok(EVENTS, "not checked: AWS does not name the account of the number");
    }
    var path = "/v1/whatsapp/waba/details?id=" + account;
    var reply = api.call(Operation.SET_UP, "GET", path, null, settings);
    if (reply.status() == 403) {
      return Probe.ok(EVENTS, "not checked: the credentials may not read the account");
    }
    if (!reply.success()) {
      return refused(EVENTS, reply, "Look at the account in the console.");
    }
    var present =
        list(reply.json().path("account"), "eventDestinations").stream()
            .map(each -> word(each, "eventDestinationArn", ""))
            .filter(arn -> !arn.isEmpty())
            .toList();
    if (present.contains(settings.topicArn())) {
      return Probe.ok(EVENTS, "is the topic");
    }
    if (!present.isEmpty()) {
      return Probe.failed(
          EVENTS,
          "events go elsewhere: " + clip(String.join(", ", present), LONGEST),
          "Enter that topic for this channel, or change the account's event destination in the"
              + " console of AWS End User Messaging Social.");
    }
    return set
        ? put(account, settings)
        : Probe.failed(EVENTS, "the account has no event destination", CONNECT);
  }

  private Probe put(String account, AwsSettings settings) throws IOException {
    var json = OutsideJson.object().put("id", account);
    json.putArray("eventDestinations").addObject().put("eventDestinationArn", settings.topicArn());
    var reply =
        api.call(Operation.SET_UP, "PUT", "/v1/whatsapp/waba/eventdestinations", json, settings);
    return reply.success()
        ? Probe.ok(EVENTS, "is the topic now")
        : refused(
            EVENTS,
            reply,
            "Set the topic as the account's event destination in the console, and let"
                + " social-messaging.amazonaws.com publish to it.");
  }

  /** Writes and deletes an empty object: the permissions that files need. */
  private Probe bucket(AwsSettings settings) throws IOException {
    var object = settings.object("wabridge/check");
    for (var method : List.of("PUT", "GET", "DELETE")) {
      var uri = api.aws().presigned(method, object, SOON, settings.access());
      var body = method.equals("PUT") ? AwsMedia.EMPTY : null;
      var reply =
          api.aws().read(OutboundRequest.of(method, uri, body).by(AwsApi.KIND, Operation.SET_UP));
      if (!reply.success()) {
        return refused(
            BUCKET,
            reply,
            "Check the bucket's name and region, and allow s3:PutObject, s3:GetObject and"
                + " s3:DeleteObject for the access key.");
      }
    }
    return Probe.ok(BUCKET, "can be written and read");
  }

  private static Probe refused(String check, AwsReply reply, String remedy) {
    return Probe.failed(
        check,
        reply.detail(),
        switch (AwsErrors.meaning(reply).reason()) {
          case AUTH -> "Enter the access key again.";
          case ROLE_REFUSED -> Reason.ROLE_REFUSED.action();
          default -> remedy;
        });
  }

  private static Probe unreachable(IOException e) {
    return Probe.failed(
        NUMBER,
        String.valueOf(e.getMessage()),
        "Check the region, and that AWS can be reached from here.");
  }
}
