package io.wabridge.connectors.desk.connect;

import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.aws.SnsCertificates;
import io.wabridge.connectors.aws.SnsReceiver;
import io.wabridge.model.Delivery;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.Receipt;
import io.wabridge.model.connector.Capabilities;
import io.wabridge.model.connector.Capabilities.Feature;
import io.wabridge.model.connector.Capabilities.MediaLimit;
import io.wabridge.model.connector.Checks;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Connects;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.DeskConnector;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.MediaUnavailable;
import io.wabridge.model.connector.NeedsSession;
import io.wabridge.model.connector.OpensMedia;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.ReceivesWithCalls;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.ShowsReceipts;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import io.wabridge.model.connector.WebhookUnreadable;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Amazon Connect: combines the classes of this package into a connector. */
public final class ConnectDesk
    implements DeskConnector,
        Connects,
        Checks,
        OpensMedia,
        ShowsReceipts,
        NeedsSession,
        ReceivesWithCalls {

  private static final int LONGEST_TEXT = 16_384;
  private static final long LARGEST = 100L * 1024 * 1024;
  private static final String CANCELLED =
      "The subscription of the topic to the bridge was cancelled: nothing that agents write arrives"
          + " any more. Connect the desk again.";
  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final Capabilities CAPABILITIES =
      new Capabilities(
          Set.of("text", "media", "choice-reply"),
          LONGEST_TEXT,
          LONGEST_TEXT,
          Arrays.stream(MediaKind.values())
              .collect(
                  Collectors.toMap(Function.identity(), _ -> new MediaLimit(LARGEST, Set.of()))),
          null,
          null,
          Set.of(Feature.RECEIPTS, Feature.READ_RECEIPTS, Feature.CHOICE_REPLIES));

  private static final ConnectorInfo INFO =
      new ConnectorInfo(
          ConnectApi.KIND,
          Side.DESK,
          "Amazon Connect",
          ConnectSettings.FORM,
          null,
          null,
          CAPABILITIES,
          // 10 messages a second, with a burst of 15, for all chats of an account and region
          new Limits(null, 10, null, null, 8, 4),
          List.of(
              URI.create(
                  "https://docs.aws.amazon.com/connect/latest/adminguide/chat-message-streaming.html"),
              URI.create(
                  "https://docs.aws.amazon.com/connect-participant/latest/APIReference/Welcome.html")));

  private final ConnectDelivery delivery;
  private final SnsReceiver ingress;
  private final ConnectMedia files;
  private final ConnectSetup setup;

  public ConnectDesk(OutboundHttp http) {
    this(http, Clock.systemUTC(), PAUSE);
  }

  ConnectDesk(OutboundHttp http, Clock clock, Duration pause) {
    this(new ConnectApi(http, clock), clock, pause);
  }

  private ConnectDesk(ConnectApi api, Clock clock, Duration pause) {
    this(api, new SnsCertificates(api.aws(), clock), clock, pause);
  }

  ConnectDesk(ConnectApi api, SnsCertificates certificates, Clock clock, Duration pause) {
    this.delivery = new ConnectDelivery(api, clock);
    this.ingress =
        new SnsReceiver(api.aws(), certificates, clock, ConnectDecoder::split, CANCELLED);
    this.files = new ConnectMedia(api, clock);
    this.setup = new ConnectSetup(api, pause);
  }

  @Override
  public ConnectorInfo info() {
    return INFO;
  }

  @Override
  public List<WebhookRoute> routes() {
    return SnsReceiver.ROUTES;
  }

  @Override
  public Ingress receive(WebhookRequest request, Settings settings) {
    return ingress.receive(request, ConnectSettings.of(settings).topic());
  }

  @Override
  public Ingress receiveWithCalls(WebhookRequest request, Settings settings) throws IOException {
    return ingress.receiveWithCalls(request, ConnectSettings.of(settings).topic());
  }

  @Override
  public List<WebhookPart> split(WebhookRequest request) throws WebhookUnreadable {
    return ingress.split(request);
  }

  @Override
  public @Nullable String externalId(Settings settings) {
    return ConnectSettings.of(settings).externalId();
  }

  @Override
  public List<FieldProblem> problems(Settings settings) {
    return ConnectSettings.problems(settings);
  }

  @Override
  public DeskEvent decode(String part) throws WebhookUnreadable {
    return ConnectDecoder.decode(part, false);
  }

  @Override
  public DeskEvent decode(String part, Settings settings) throws WebhookUnreadable {
    return ConnectDecoder.decode(part, ConnectSettings.of(settings).sendsSupervisors());
  }

  @Override
  public MediaBytes.Opened open(MediaRef.Remote file, Context context)
      throws MediaUnavailable, IOException {
    return files.open(file, context);
  }

  @Override
  public Delivery deliver(Message message, Context context) {
    return delivery.deliver(message, context);
  }

  @Override
  public Delivery show(Receipt receipt, Context context) {
    return delivery.show(receipt, context);
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
