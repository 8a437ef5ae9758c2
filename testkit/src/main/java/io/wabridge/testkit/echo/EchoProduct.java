package io.wabridge.testkit.echo;

import io.wabridge.model.Delivery;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Reason;
import io.wabridge.model.Session;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookReply;
import io.wabridge.model.connector.WebhookRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The code of both echo products. A webhook is a text of lines (the message's id, the person, the
 * text), its query names the inbox, the header {@code x-echo-secret} authenticates it, and the
 * answer contains the number of messages. A message to the product has the same format.
 */
final class EchoProduct {

  static final String PROOF = "x-echo-secret";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private EchoProduct() {}

  static List<Field> fields() {
    return List.of(
        Field.text("inbox", "Echo inbox", "The name of the inbox.")
            .matching("[a-z0-9-]{3,40}", "is 3 to 40 lower-case letters, digits or hyphens"),
        Field.url("address", "Echo address", "The URL of the product."),
        Field.secret("proof", "Echo secret", "Authenticates webhooks.")
            .matching(".{8,}", "has 8 characters or more"),
        Field.secret("key", "Echo key", "Authenticates calls to the product."));
  }

  static Ingress receive(WebhookRequest request, Settings settings) {
    var given = Objects.requireNonNullElse(request.header(PROOF), "");
    var expected = settings.secret("proof").reveal();
    if (expected.isEmpty() || !MessageDigest.isEqual(given.getBytes(), expected.getBytes())) {
      return new Ingress.Rejected(401);
    }
    var parts = split(request);
    return new Ingress.Accepted(parts, WebhookReply.text("echo " + parts.size()));
  }

  static List<WebhookPart> split(WebhookRequest request) {
    var body = new String(request.body(), StandardCharsets.UTF_8);
    var lines = lines(body);
    var inbox = Objects.requireNonNullElse(request.parameter("inbox"), "");
    return List.of(WebhookPart.message(inbox, inbox + ":" + lines.get(1), lines.get(0), body));
  }

  /** Always three lines; missing ones are replaced. */
  static List<String> lines(String body) {
    var lines = body.split("\n", 3);
    return List.of(lines[0], lines.length > 1 ? lines[1] : "?", lines.length > 2 ? lines[2] : "");
  }

  static Delivery deliver(String id, String to, String text, Context context) {
    var known = context.session() == null ? "new" : context.session().state();
    var request =
        HttpRequest.newBuilder(URI.create(context.settings().url("address") + "/messages"))
            .timeout(Duration.ofSeconds(1))
            .header("X-Key", context.tokens().token().reveal())
            .POST(HttpRequest.BodyPublishers.ofString(id + "\n" + to + "\n" + text + "\n" + known))
            .build();
    try {
      var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      return outcome(answer.statusCode(), id);
    } catch (ConnectException e) {
      return new Delivery.Deferred(Duration.ofSeconds(1), Reason.UNAVAILABLE, "not reached");
    } catch (IOException e) {
      return new Delivery.Uncertain("no answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Delivery.Uncertain("interrupted");
    }
  }

  private static Delivery outcome(int status, String id) {
    if (status < 300) {
      return new Delivery.Accepted(
          new ExternalId("echo-" + id), new Session(null, "seen", Instant.now()));
    }
    return switch (status) {
      case 401, 403 -> new Delivery.Refused(Reason.AUTH, "HTTP " + status);
      case 429 -> new Delivery.Deferred(Duration.ofSeconds(1), Reason.RATE_LIMITED, "HTTP 429");
      case 500, 502, 504 -> new Delivery.Uncertain("HTTP " + status);
      case 503 -> new Delivery.Deferred(Duration.ofSeconds(1), Reason.UNAVAILABLE, "HTTP 503");
      default -> new Delivery.Refused(Reason.CONTENT_REFUSED, "HTTP " + status);
    };
  }
}
