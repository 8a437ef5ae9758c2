package io.wabridge.connectors.channel.aws;

import io.wabridge.connectors.aws.SnsCertificates;
import io.wabridge.connectors.aws.SnsReceiver;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import io.wabridge.model.connector.WebhookUnreadable;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** Receives the events of the number's topic. */
final class AwsIngress {

  static final List<WebhookRoute> ROUTES = SnsReceiver.ROUTES;

  private static final String CANCELLED =
      "The subscription of the topic to the bridge was cancelled: nothing that people write arrives"
          + " any more. Connect the channel again.";

  private final SnsReceiver topics;

  AwsIngress(AwsApi api, SnsCertificates certificates, Clock clock) {
    topics = new SnsReceiver(api.aws(), certificates, clock, AwsDecoder::split, CANCELLED);
  }

  Ingress receive(WebhookRequest request, Settings settings) {
    return topics.receive(request, AwsSettings.of(settings).topic());
  }

  Ingress receiveWithCalls(WebhookRequest request, Settings settings) throws IOException {
    return topics.receiveWithCalls(request, AwsSettings.of(settings).topic());
  }

  List<WebhookPart> split(WebhookRequest request) throws WebhookUnreadable {
    return topics.split(request);
  }
}
