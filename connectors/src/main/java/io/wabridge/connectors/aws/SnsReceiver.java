package io.wabridge.connectors.aws;

import io.wabridge.connectors.TemporaryFailure;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookReply;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import io.wabridge.model.connector.WebhookUnreadable;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Accepts notifications of an endpoint's own topic that SNS signed, and confirms the subscription.
 * The topic and the address of the certificate are checked before anything is fetched.
 */
public final class SnsReceiver {

  private static final String TOPIC = "x-amz-sns-topic-arn";
  private static final String CONFIRMATION = "SubscriptionConfirmation";

  /** SNS repeats a notification for an hour at most. */
  private static final Duration OLDEST = Duration.ofMinutes(65);

  private static final Duration AHEAD = Duration.ofMinutes(15);

  public static final List<WebhookRoute> ROUTES =
      List.of(WebhookRoute.post(new WebhookRoute.Proof(TOPIC, "arn:aws[a-z-]*:sns:\\S{1,300}")));

  /** The topic of an endpoint, and the region of its certificates. */
  public record Topic(String arn, AwsAccess access) {}

  /** Splits a genuine notification. */
  @FunctionalInterface
  public interface Splitter {
    List<WebhookPart> split(SnsNotification notification) throws WebhookUnreadable;
  }

  private final AwsHttp http;
  private final SnsCertificates certificates;
  private final Clock clock;
  private final Splitter splitter;
  private final String cancelled;

  /**
   * @param cancelled what an operator reads after the topic cancelled its subscription
   */
  public SnsReceiver(
      AwsHttp http,
      SnsCertificates certificates,
      Clock clock,
      Splitter splitter,
      String cancelled) {
    this.http = http;
    this.certificates = certificates;
    this.clock = clock;
    this.splitter = splitter;
    this.cancelled = cancelled;
  }

  public Ingress receiveWithCalls(WebhookRequest request, Topic topic) throws IOException {
    var addressed = addressed(request, topic);
    if (addressed.isEmpty()) {
      return new Ingress.Rejected(403);
    }
    var notification = addressed.get();
    var certificate = certificate(notification, topic);
    if (certificate.isPresent()) {
      certificates.fetch(certificate.get());
    }
    var received = receive(request, topic);
    if (received instanceof Ingress.Replied && notification.is(CONFIRMATION)) {
      return confirmed(notification, topic, received);
    }
    return received;
  }

  /** Without calls: a request whose certificate is not known is to be sent again. */
  public Ingress receive(WebhookRequest request, Topic topic) {
    var addressed = addressed(request, topic);
    if (addressed.isEmpty()) {
      return new Ingress.Rejected(403);
    }
    var notification = addressed.get();
    var certificate = certificate(notification, topic);
    if (certificate.isEmpty() || !current(notification)) {
      return new Ingress.Rejected(403);
    }
    if (certificates.unknown(certificate.get())) {
      return new Ingress.Replied(new WebhookReply(503, Map.of("Retry-After", "1"), new byte[0]));
    }
    var key = certificates.key(certificate.get());
    if (key.isEmpty() || !genuine(notification, key.get())) {
      return new Ingress.Rejected(403);
    }
    return accepted(notification);
  }

  private Ingress accepted(SnsNotification notification) {
    if (notification.is(CONFIRMATION)) {
      return new Ingress.Replied(WebhookReply.OK);
    }
    if (notification.is("UnsubscribeConfirmation")) {
      return new Ingress.Unreadable(cancelled, WebhookReply.OK);
    }
    try {
      return new Ingress.Accepted(splitter.split(notification), WebhookReply.OK);
    } catch (WebhookUnreadable e) {
      return new Ingress.Unreadable(String.valueOf(e.getMessage()), WebhookReply.OK);
    }
  }

  /** Splits a request that was found genuine before. */
  public List<WebhookPart> split(WebhookRequest request) throws WebhookUnreadable {
    var notification = SnsNotification.of(request.body());
    if (notification.isEmpty()) {
      throw new WebhookUnreadable("The request is not a notification of SNS.");
    }
    return notification.get().is("Notification") ? splitter.split(notification.get()) : List.of();
  }

  /** The notification, if it names the endpoint's own topic. */
  private static Optional<SnsNotification> addressed(WebhookRequest request, Topic topic) {
    return topic.arn().isBlank() || !topic.arn().equals(request.header(TOPIC))
        ? Optional.empty()
        : SnsNotification.of(request.body())
            .filter(notification -> notification.topic().equals(topic.arn()));
  }

  private static Optional<URI> certificate(SnsNotification notification, Topic topic) {
    return address(notification.signingCertUrl(), topic)
        .filter(address -> String.valueOf(address.getPath()).endsWith(".pem"));
  }

  private static Optional<URI> address(String url, Topic topic) {
    try {
      return Optional.of(URI.create(url)).filter(topic.access()::ofTopics);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean current(SnsNotification notification) {
    var now = clock.instant();
    return notification
        .at()
        .filter(at -> at.isAfter(now.minus(OLDEST)) && at.isBefore(now.plus(AHEAD)))
        .isPresent();
  }

  private static boolean genuine(SnsNotification notification, PublicKey key) {
    var algorithm =
        switch (notification.signatureVersion()) {
          case "1" -> "SHA1withRSA";
          case "2" -> "SHA256withRSA";
          default -> "";
        };
    if (algorithm.isEmpty()) {
      return false;
    }
    try {
      var signature = Signature.getInstance(algorithm);
      signature.initVerify(key);
      signature.update(notification.signed());
      return signature.verify(Base64.getDecoder().decode(notification.signature()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** SNS sends notifications only after the address in the confirmation was visited. */
  private Ingress confirmed(SnsNotification notification, Topic topic, Ingress received)
      throws IOException {
    var address = address(notification.subscribeUrl(), topic);
    if (address.isEmpty()) {
      return new Ingress.Rejected(403);
    }
    if (!http.get(address.get()).success()) {
      throw new TemporaryFailure(Reason.OTHER_SIDE, "SNS did not accept the confirmation.");
    }
    return received;
  }
}
