package io.wabridge.connectors.desk.chatwoot;

import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.chatwoot.ChatwootAccount;
import io.wabridge.connectors.chatwoot.ChatwootApi;
import io.wabridge.connectors.chatwoot.ChatwootMedia;
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
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.MediaUnavailable;
import io.wabridge.model.connector.OpensMedia;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.ShowsReceipts;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import io.wabridge.model.connector.WebhookUnreadable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chatwoot: combines the classes of this package into a connector. */
public final class ChatwootDesk
    implements DeskConnector, Connects, Checks, OpensMedia, ShowsReceipts {

  /** Chatwoot itself waits 2 seconds before it uses a new file. */
  private static final Duration FILE_PAUSE = Duration.ofSeconds(2);

  private static final Capabilities CAPABILITIES =
      new Capabilities(
          Set.of("text", "media", "choice-reply"),
          ChatwootEncoder.TEXT,
          ChatwootEncoder.TEXT,
          Arrays.stream(MediaKind.values())
              .collect(
                  Collectors.toMap(
                      Function.identity(), _ -> new MediaLimit(ChatwootEncoder.LARGEST, Set.of()))),
          null,
          null,
          Set.of(
              Feature.RECEIPTS,
              Feature.SENT_RECEIPTS,
              Feature.READ_RECEIPTS,
              Feature.SHOWS_FAILURES,
              Feature.CHOICE_REPLIES,
              Feature.QUOTES));

  private static final ConnectorInfo INFO =
      new ConnectorInfo(
          ChatwootSettings.KIND,
          Side.DESK,
          "Chatwoot",
          ChatwootSettings.FORM,
          ChatwootAccount.ACCESS_TOKEN,
          null,
          CAPABILITIES,
          // 3,000 a minute of an address, which other desks share
          new Limits(1500, null, null, null, 16, 4),
          List.of(
              URI.create("https://developers.chatwoot.com/api-reference/introduction"),
              URI.create("https://www.chatwoot.com/docs/product/channels/api/create-channel/")));

  private final ChatwootDelivery delivery;
  private final ChatwootMedia files;
  private final ChatwootSetup setup;
  private final InstantSource clock;

  public ChatwootDesk(OutboundHttp http) {
    this(http, InstantSource.system(), FILE_PAUSE);
  }

  ChatwootDesk(OutboundHttp http, InstantSource clock, Duration filePause) {
    var api = new ChatwootApi(http, ChatwootSettings.KIND);
    this.delivery = new ChatwootDelivery(api);
    this.files = new ChatwootMedia(api, filePause);
    this.setup = new ChatwootSetup(api);
    this.clock = clock;
  }

  @Override
  public ConnectorInfo info() {
    return INFO;
  }

  @Override
  public List<WebhookRoute> routes() {
    return ChatwootIngress.ROUTES;
  }

  @Override
  public Ingress receive(WebhookRequest request, Settings settings) {
    return ChatwootIngress.receive(request, ChatwootSettings.of(settings), clock.instant());
  }

  @Override
  public List<WebhookPart> split(WebhookRequest request) throws WebhookUnreadable {
    return ChatwootDecoder.split(request.body());
  }

  @Override
  public @Nullable String externalId(Settings settings) {
    return ChatwootAccount.of(settings).externalId();
  }

  @Override
  public DeskEvent decode(String part) throws WebhookUnreadable {
    return ChatwootDecoder.decode(part);
  }

  @Override
  public MediaBytes.Opened open(MediaRef.Remote file, Context context)
      throws MediaUnavailable, IOException {
    return files.open(file);
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
    return setup.connect(webhookUrl, name, context);
  }

  @Override
  public List<Probe> check(Context context) {
    return setup.check(context);
  }
}
