package io.wabridge.connectors.channel.twilio;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.Fields;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.WebhookParts;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookReply;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import io.wabridge.model.connector.WebhookUnreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Receives webhooks: messages and statuses arrive as forms at one address. A message with several
 * files becomes a part for each file.
 */
final class TwilioIngress {

  /** The parameter of the address of status callbacks that returns our own id of the message. */
  static final String REFERENCE = "ref";

  static final List<WebhookRoute> ROUTES =
      List.of(WebhookRoute.post(new WebhookRoute.Proof(TwilioSignature.HEADER, "[A-Za-z0-9+/=]+")));

  /** An empty answer: a text in it would be sent to the person. */
  private static final WebhookReply NOTHING_TO_SAY =
      new WebhookReply(
          200,
          Map.of("Content-Type", "text/xml;charset=UTF-8"),
          "<Response/>".getBytes(StandardCharsets.UTF_8));

  private static final int MOST_FILES = 10;

  private TwilioIngress() {}

  static Ingress receive(WebhookRequest request, TwilioSettings settings) {
    if (!TwilioSignature.genuine(request, settings)) {
      return new Ingress.Rejected(403);
    }
    try {
      return new Ingress.Accepted(split(request), NOTHING_TO_SAY);
    } catch (WebhookUnreadable e) {
      return new Ingress.Unreadable(String.valueOf(e.getMessage()), NOTHING_TO_SAY);
    }
  }

  static List<WebhookPart> split(WebhookRequest request) throws WebhookUnreadable {
    if (TwilioSignature.hashesBody(request)) {
      return List.of(event(request));
    }
    var form = OutsideJson.object();
    TwilioForm.read(request.body())
        .first()
        .forEach((name, value) -> form.put(name, Fields.clean(value)));
    var parts = new WebhookParts();
    var id = Fields.id(form, "MessageSid", Fields.id(form, "SmsSid", ""));
    if (!id.isEmpty() && Fields.word(form, "MessageStatus") != null) {
      parts.add(status(id, form, request.parameter(REFERENCE)));
    } else if (!id.isEmpty() && Fields.word(form, "From") != null) {
      var files =
          Math.clamp(Fields.whole(form, "NumMedia") instanceof Long n ? n : 0, 0, MOST_FILES);
      for (var file = 0; file < Math.max(1, files); file++) {
        parts.add(message(id, form, file));
      }
    } else if (Fields.word(form, "PayloadType") != null) {
      parts.add(other("alert", form));
    } else {
      throw new WebhookUnreadable("The form has no MessageSid with a status or a sender.");
    }
    return parts.list();
  }

  private static WebhookPart message(String id, ObjectNode form, int file) {
    var endpoint = endpoint(form, "To");
    var body = OutsideJson.object().put("file", file);
    body.set("message", form);
    return new WebhookPart(
        endpoint,
        keys(endpoint, Fields.word(form, "ExternalUserId"), Fields.word(form, "WaId"), from(form)),
        "m:" + endpoint + ":" + id + (file == 0 ? "" : "#" + file),
        WebhookPart.Type.MESSAGE,
        OutsideJson.write(body));
  }

  private static String from(ObjectNode form) {
    return Fields.word(form, "From", "");
  }

  private static WebhookPart status(String id, ObjectNode form, @Nullable String reference) {
    var endpoint = endpoint(form, "From");
    var body = OutsideJson.object();
    if (reference != null && !reference.isBlank()) {
      body.put("reference", Fields.clean(reference));
    }
    body.set("status", form);
    return new WebhookPart(
        endpoint,
        keys(endpoint, Fields.word(form, "ExternalUserId"), Fields.word(form, "To")),
        "s:" + id + ":" + Fields.word(form, "MessageStatus", ""),
        WebhookPart.Type.SIGNAL,
        OutsideJson.write(body));
  }

  /** An event of the account in JSON: it concerns no conversation. */
  private static WebhookPart event(WebhookRequest request) throws WebhookUnreadable {
    var json = OutsideJson.read(new String(request.body(), StandardCharsets.UTF_8));
    if (!json.isObject() && !json.isArray()) {
      throw new WebhookUnreadable("The body is neither a form nor a JSON object.");
    }
    var first = json.isArray() ? json.path(0) : json;
    var body = OutsideJson.object();
    body.set("event", json);
    return other(Fields.word(first, "type", "event"), body);
  }

  private static WebhookPart other(String name, ObjectNode content) {
    var body = OutsideJson.object().put("other", name);
    body.set("content", content);
    var text = OutsideJson.write(body);
    return WebhookPart.signal("", ":", "o:" + Digests.sha256Hex(text), text);
  }

  /** Empty for an address of another kind, such as a text message's. */
  private static String endpoint(ObjectNode form, String side) {
    var digits = TwilioPeople.digits(Fields.word(form, side));
    return digits == null
        ? ""
        : TwilioSettings.externalId(Fields.id(form, "AccountSid", ""), digits);
  }

  private static List<String> keys(String endpoint, @Nullable String... addresses) {
    var keys =
        Stream.of(addresses)
            .flatMap(
                address -> Stream.of(TwilioPeople.userId(address), TwilioPeople.digits(address)))
            .filter(Objects::nonNull)
            .map(id -> endpoint + ":" + id)
            .distinct()
            .toList();
    return keys.isEmpty() ? List.of(endpoint + ":") : keys;
  }
}
