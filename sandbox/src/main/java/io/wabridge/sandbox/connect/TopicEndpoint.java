package io.wabridge.sandbox.connect;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The query API of SNS as far as it is needed, and the certificate of its signatures. */
@RestController
class TopicEndpoint {
  private final Topics topics;
  private final SigningCertificate certificate;

  TopicEndpoint(Topics topics, SigningCertificate certificate) {
    this.topics = topics;
    this.certificate = certificate;
  }

  @PostMapping(path = "/")
  ResponseEntity<String> query(HttpServletRequest request) {
    Instance instance = SignedRequests.instance(request);
    Map<String, String> form = form(SignedRequests.body(request));
    String topic = form.getOrDefault("TopicArn", "");
    if (!topic.equals(instance.topicArn())) {
      throw ConnectException.of(404, "NotFound", "Topic does not exist");
    }
    return switch (form.getOrDefault("Action", "")) {
      case "Subscribe" -> subscribe(topic, form);
      case "ListSubscriptionsByTopic" -> list(topic);
      default -> throw ConnectException.of(400, "InvalidAction", "There is no such action");
    };
  }

  private ResponseEntity<String> subscribe(String topic, Map<String, String> form) {
    String endpoint = form.getOrDefault("Endpoint", "");
    String protocol = form.getOrDefault("Protocol", "");
    if (!protocol.matches("https?") || !protocol.equals(URI.create(endpoint).getScheme())) {
      throw ConnectException.of(
          400, "InvalidParameter", "Endpoint must match the specified protocol");
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
          .append(Instance.ACCOUNT)
          .append("</Owner><Endpoint>")
          .append(one.endpoint().replace("&", "&amp;"))
          .append("</Endpoint></member>");
    }
    return xml("ListSubscriptionsByTopic", members.append("</Subscriptions>").toString());
  }

  /** The address in a confirmation, which authorizes itself by its token. */
  @GetMapping(path = "/", params = "Action=ConfirmSubscription")
  ResponseEntity<String> confirm(
      @RequestParam("TopicArn") String topic, @RequestParam("Token") String token) {
    Subscription subscription = topics.confirm(topic, token);
    if (subscription == null) {
      throw ConnectException.of(400, "InvalidParameter", "Invalid token");
    }
    return xml(
        "ConfirmSubscription", "<SubscriptionArn>" + subscription.arn() + "</SubscriptionArn>");
  }

  @GetMapping("/SimpleNotificationService-sandbox.pem")
  ResponseEntity<String> certificate() {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/x-pem-file"))
        .body(certificate.pem());
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
