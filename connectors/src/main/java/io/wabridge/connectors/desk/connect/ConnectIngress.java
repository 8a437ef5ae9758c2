package io.wabridge.connectors.desk.connect;

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
 * Accepts notifications of the desk's own topic that SNS signed, and confirms the subscription. The
 * topic and the address of the certificate are checked before anything is fetched.
 */
final class ConnectIngress {

  private static final String TOPIC = "x-amz-sns-topic-arn";
  private static final String CONFIRMATION = "SubscriptionConfirmation";

  /** SNS repeats a notification for an hour at most. */
  private static final Duration OLDEST = Duration.ofMinutes(65);

  private static final Duration AHEAD = Duration.ofMinutes(15);
  private static final String CANCELLED =
      "The subscription of the topic to the bridge was cancelled: nothing that agents write arrives"
          + " any more. Connect the desk again.";

  static final List<WebhookRoute> ROUTES =
      List.of(WebhookRoute.post(new WebhookRoute.Proof(TOPIC, "arn:aws[a-z-]*:sns:\\S{1,300}")));

  private final ConnectApi api;
  private final ConnectCertificates certificates;
  private final Clock clock;

  ConnectIngress(ConnectApi api, ConnectCertificates certificates, Clock clock) {
    this.api = api;
    this.certificates = certificates;
    this.clock = clock;
  }

  Ingress receiveWithCalls(WebhookRequest request, ConnectSettings settings) throws IOException {
    var addressed = addressed(request, settings);
    if (addressed.isEmpty()) {
      return new Ingress.Rejected(403);
    }
    var notification = addressed.get();
    var certificate = address(notification.signingCertUrl(), settings);
    if (certificate.isPresent()) {
      certificates.fetch(certificate.get());
    }
    var received = receive(request, settings);
    if (received instanceof Ingress.Replied && notification.is(CONFIRMATION)) {
      return confirmed(notification, settings, received);
    }
    return received;
  }

  /** Without calls: a request whose certificate is not known is to be sent again. */
  Ingress receive(WebhookRequest request, ConnectSettings settings) {
    var addressed = addressed(request, settings);
    if (addressed.isEmpty()) {
      return new Ingress.Rejected(403);
    }
    var notification = addressed.get();
    var certificate = address(notification.signingCertUrl(), settings);
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

  private static Ingress accepted(ConnectNotification notification) {
    if (notification.is(CONFIRMATION)) {
      return new Ingress.Replied(WebhookReply.OK);
    }
    if (notification.is("UnsubscribeConfirmation")) {
      return new Ingress.Unreadable(CANCELLED, WebhookReply.OK);
    }
    try {
      return new Ingress.Accepted(ConnectDecoder.split(notification), WebhookReply.OK);
    } catch (WebhookUnreadable e) {
      return new Ingress.Unreadable(String.valueOf(e.getMessage()), WebhookReply.OK);
    }
  }

  static List<WebhookPart> split(WebhookRequest request) throws WebhookUnreadable {
    var notification = ConnectNotification.of(request.body());
    if (notification.isEmpty()) {
      throw new WebhookUnreadable("The request is not a notification of SNS.");
    }
    return notification.get().is("Notification")
        ? ConnectDecoder.split(notification.get())
        : List.of();
  }

  /** The notification, if it names the desk's own topic. */
  private static Optional<ConnectNotification> addressed(
      WebhookRequest request, ConnectSettings settings) {
    return settings.topicArn().isBlank() || !settings.topicArn().equals(request.header(TOPIC))
        ? Optional.empty()
        : ConnectNotification.of(request.body())
            .filter(notification -> notification.topic().equals(settings.topicArn()));
  }

  private static Optional<URI> address(String url, ConnectSettings settings) {
    try {
      return Optional.of(URI.create(url)).filter(settings::ofTopics);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean current(ConnectNotification notification) {
    var now = clock.instant();
    return notification
        .at()
        .filter(at -> at.isAfter(now.minus(OLDEST)) && at.isBefore(now.plus(AHEAD)))
        .isPresent();
  }

  private static boolean genuine(ConnectNotification notification, PublicKey key) {
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
  private Ingress confirmed(
      ConnectNotification notification, ConnectSettings settings, Ingress received)
      throws IOException {
    var address = address(notification.subscribeUrl(), settings);
    if (address.isEmpty()) {
      return new Ingress.Rejected(403);
    }
    if (!api.get(address.get()).success()) {
      throw new TemporaryFailure(Reason.OTHER_SIDE, "SNS did not accept the confirmation.");
    }
    return received;
  }
}
