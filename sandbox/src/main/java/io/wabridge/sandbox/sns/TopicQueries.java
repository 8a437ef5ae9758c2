package io.wabridge.sandbox.sns;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers the query API of SNS as far as it is needed. */
public final class TopicQueries {

  /** SNS does not accept the query. */
  public static final class Refused extends RuntimeException {
    private final int status;
    private final String code;

    Refused(int status, String code, String message) {
      super(message, null, false, false);
      this.status = status;
      this.code = code;
    }

    public int status() {
      return status;
    }

    public String code() {
      return code;
    }
  }

  private final Topics topics;
  private final String owner;

  /**
   * @param owner the number of the account
   */
  public TopicQueries(Topics topics, String owner) {
    this.topics = topics;
    this.owner = owner;
  }

  /**
   * Answers a query of the owner of this topic, which is the only one there is.
   *
   * @param body the parameters as a form
   */
  public ResponseEntity<String> answer(String ownTopic, byte[] body) {
    Map<String, String> form = form(body);
    String action = form.getOrDefault("Action", "");
    if (action.equals("GetSubscriptionAttributes")) {
      return attributes(form.getOrDefault("SubscriptionArn", ""));
    }
    String topic = form.getOrDefault("TopicArn", "");
    if (!topic.equals(ownTopic)) {
      throw new Refused(404, "NotFound", "Topic does not exist");
    }
    return switch (action) {
      case "Subscribe" -> subscribe(topic, form);
      case "ListSubscriptionsByTopic" -> list(topic);
      default -> throw new Refused(400, "InvalidAction", "There is no such action");
    };
  }

  private ResponseEntity<String> subscribe(String topic, Map<String, String> form) {
    String endpoint = form.getOrDefault("Endpoint", "");
    String protocol = form.getOrDefault("Protocol", "");
    if (!protocol.matches("https?") || !protocol.equals(URI.create(endpoint).getScheme())) {
      throw new Refused(400, "InvalidParameter", "Endpoint must match the specified protocol");
    }
    Subscription subscription = topics.subscribe(topic, endpoint);
    boolean shown =
        subscription.confirmed() || form.getOrDefault("ReturnSubscriptionArn", "").equals("true");
    return xml(
        "Subscribe",
        "<SubscriptionArn>"
            + (shown ? subscription.arn() : "pending confirmation")
            + "</SubscriptionArn>");
  }

  private ResponseEntity<String> list(String topic) {
    StringBuilder members = new StringBuilder("<Subscriptions>");
    for (Subscription one : topics.of(topic)) {
      members
          .append("<member><TopicArn>")
          .append(topic)
          .append("</TopicArn><Protocol>")
          .append(URI.create(one.endpoint()).getScheme())
          .append("</Protocol><SubscriptionArn>")
          .append(one.confirmed() ? one.arn() : "PendingConfirmation")
          .append("</SubscriptionArn><Owner>")
          .append(owner)
          .append("</Owner><Endpoint>")
          .append(one.endpoint().replace("&", "&amp;"))
          .append("</Endpoint></member>");
    }
    return xml("ListSubscriptionsByTopic", members.append("</Subscriptions>").toString());
  }

  private ResponseEntity<String> attributes(String arn) {
    if (topics.byArn(arn) == null) {
      throw new Refused(404, "NotFound", "Subscription does not exist");
    }
    return xml(
        "GetSubscriptionAttributes",
        "<Attributes><entry><key>RawMessageDelivery</key><value>false</value></entry></Attributes>");
  }

  /** Answers the address in a confirmation, which authorizes itself by its token. */
  public ResponseEntity<String> confirm(String topic, String token) {
    @Nullable Subscription subscription = topics.confirm(topic, token);
    if (subscription == null) {
      throw new Refused(400, "InvalidParameter", "Invalid token");
    }
    return xml(
        "ConfirmSubscription", "<SubscriptionArn>" + subscription.arn() + "</SubscriptionArn>");
  }

  private static ResponseEntity<String> xml(String action, String result) {
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_XML)
        .body(
            "<%1$sResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
                .formatted(action, result));
  }

  private static Map<String, String> form(byte[] body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
      String[] parts = pair.split("=", 2);
      form.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
