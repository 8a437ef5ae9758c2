package io.wabridge.connectors.aws;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.sns.Envelope;
import io.wabridge.sandbox.sns.SigningCertificate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests of SNS, signed with a key of the test. */
public final class Sns {

  public static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:chat";

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private Sns() {}

  /** A fixture has the message as an object, and its attributes; anything else is the message. */
  public static ObjectNode notification(byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8);
    JsonNode fixture = OutsideJson.readOrNothing(text);
    var envelope = envelope("Notification");
    if (!fixture.has("Message")) {
      return envelope.put("Message", text);
    }
    envelope.put("Message", fixture.path("Message").toString());
    envelope.set("MessageAttributes", fixture.path("MessageAttributes"));
    return envelope;
  }

  public static ObjectNode envelope(String type) {
    return Json.object()
        .put("Type", type)
        .put("MessageId", UUID.randomUUID().toString())
        .put("TopicArn", TOPIC)
        .put("Timestamp", MILLISECONDS.format(Instant.now()));
  }

  public static ObjectNode confirmation(String type, URI subscribeUrl) {
    return envelope(type)
        .put("Message", "You have chosen to subscribe to the topic.")
        .put("Token", "2336412f37f")
        .put("SubscribeURL", subscribeUrl.toString());
  }

  public static WebhookRequest request(
      ObjectNode envelope, SigningCertificate certificate, String certificateUrl, int version) {
    return request(Envelope.signed(envelope, certificate, certificateUrl, version));
  }

  public static WebhookRequest request(ObjectNode signed) {
    var headers = new HashMap<String, String>();
    headers.put("x-amz-sns-message-type", Json.text(signed, "Type", ""));
    headers.put("x-amz-sns-topic-arn", Json.text(signed, "TopicArn", ""));
    headers.put("content-type", "text/plain; charset=UTF-8");
    return Given.request(Map.copyOf(headers), Json.bytes(signed));
  }
}
