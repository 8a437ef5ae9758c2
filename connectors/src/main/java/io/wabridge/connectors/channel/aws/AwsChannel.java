package io.wabridge.connectors.channel.aws;

import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.aws.SnsCertificates;
import io.wabridge.connectors.meta.MetaChannel;
import io.wabridge.connectors.meta.MetaShapes;
import io.wabridge.model.connector.Checks;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Connects;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.ReceivesWithCalls;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import io.wabridge.model.connector.WebhookUnreadable;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * WhatsApp through AWS End User Messaging Social: combines the classes of this package into a
 * connector.
 */
public final class AwsChannel extends MetaChannel implements Connects, Checks, ReceivesWithCalls {

  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final ConnectorInfo INFO =
      new ConnectorInfo(
          AwsApi.KIND,
          Side.CHANNEL,
          "AWS End User Messaging",
          AwsSettings.FORM,
          null,
          null,
          MetaShapes.CAPABILITIES,
          new Limits(null, 80, 6.0, 45, 16, 4),
          List.of(
              URI.create("https://docs.aws.amazon.com/social-messaging/latest/userguide/"),
              URI.create("https://docs.aws.amazon.com/social-messaging/latest/APIReference/")));

  private final AwsIngress ingress;
  private final AwsSetup setup;

  public AwsChannel(OutboundHttp http) {
    this(http, Clock.systemUTC(), PAUSE);
  }

  AwsChannel(OutboundHttp http, Clock clock, Duration pause) {
    this(new AwsApi(http, clock), clock, pause);
  }

  private AwsChannel(AwsApi api, Clock clock, Duration pause) {
    this(api, new SnsCertificates(api.aws(), clock), clock, pause);
  }

  AwsChannel(AwsApi api, SnsCertificates certificates, Clock clock, Duration pause) {
    super(api);
    ingress = new AwsIngress(api, certificates, clock);
    setup = new AwsSetup(api, pause);
  }

  @Override
  public ConnectorInfo info() {
    return INFO;
  }

  @Override
  public List<WebhookRoute> routes() {
    return AwsIngress.ROUTES;
  }

  @Override
  public Ingress receive(WebhookRequest request, Settings settings) {
    return ingress.receive(request, settings);
  }

  @Override
  public Ingress receiveWithCalls(WebhookRequest request, Settings settings) throws IOException {
    return ingress.receiveWithCalls(request, settings);
  }

  @Override
  public List<WebhookPart> split(WebhookRequest request) throws WebhookUnreadable {
    return ingress.split(request);
  }

  /** Null until the channel is connected: then events of any number are accepted. */
  @Override
  public @Nullable String externalId(Settings settings) {
    return AwsSettings.of(settings).phoneNumberId();
  }

  @Override
  public List<FieldProblem> problems(Settings settings) {
    return AwsSettings.problems(settings);
  }

  @Override
  public Connected connect(URI webhookUrl, String name, Context context) {
    return setup.connect(webhookUrl, context);
  }

  @Override
  public List<Probe> check(Context context) {
    return setup.check(context);
  }
}
