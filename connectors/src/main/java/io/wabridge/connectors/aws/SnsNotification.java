package io.wabridge.connectors.aws;

import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.OutsideJson;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request of SNS, as its JSON says. Nothing of it is believed before its signature was checked.
 */
public record SnsNotification(JsonNode json) {

  private static final List<String> OF_NOTIFICATION =
      List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
  private static final List<String> OF_CONFIRMATION =
      List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

  /** Empty if it is not JSON of SNS. */
  static Optional<SnsNotification> of(byte[] body) {
    var json = OutsideJson.readOrNothing(new String(body, StandardCharsets.UTF_8));
    return json.isObject() && json.path("Type").isString() && json.path("TopicArn").isString()
        ? Optional.of(new SnsNotification(json))
        : Optional.empty();
  }

  boolean is(String type) {
    return raw("Type").equals(type);
  }

  String topic() {
    return raw("TopicArn");
  }

  public String message() {
    return raw("Message");
  }

  String signingCertUrl() {
    return raw("SigningCertURL");
  }

  String subscribeUrl() {
    return raw("SubscribeURL");
  }

  String signature() {
    return raw("Signature");
  }

  String signatureVersion() {
    return raw("SignatureVersion");
  }

  Optional<Instant> at() {
    try {
      return Optional.of(Instant.parse(raw("Timestamp")));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A message attribute. It is not signed. */
  public @Nullable String attribute(String name) {
    return word(json.path("MessageAttributes").path(name), "Value");
  }

  /** The signed text: the names and values of some properties, a line each. */
  byte[] signed() {
    var names = is("Notification") ? OF_NOTIFICATION : OF_CONFIRMATION;
    var text = new StringBuilder();
    for (var name : names) {
      if (json.path(name).isString()) {
        text.append(name).append('\n').append(raw(name)).append('\n');
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The exact value: a signature covers characters, too, that are not stored. */
  private String raw(String name) {
    var value = json.path(name);
    return value.isString() ? value.stringValue() : "";
  }

  @Override
  public String toString() {
    return "SnsNotification[***]";
  }
}
