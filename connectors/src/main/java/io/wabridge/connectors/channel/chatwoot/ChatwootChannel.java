package io.wabridge.connectors.channel.chatwoot;

import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.chatwoot.ChatwootAccount;
import io.wabridge.connectors.chatwoot.ChatwootApi;
import io.wabridge.connectors.chatwoot.ChatwootMedia;
import io.wabridge.model.Delivery;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.Capabilities;
import io.wabridge.model.connector.Capabilities.Feature;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.Checks;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Connects;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.MediaUnavailable;
import io.wabridge.model.connector.OpensMedia;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import io.wabridge.model.connector.WebhookUnreadable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows a WhatsApp inbox of Chatwoot: combines the classes of this package into a connector. */
public final class ChatwootChannel implements ChannelConnector, OpensMedia, Connects, Checks {

  /** Chatwoot itself waits 2 seconds before it uses a new file. */
  private static final Duration FILE_PAUSE = Duration.ofSeconds(2);

  /** The longest text of WhatsApp; nothing is sent. */
  private static final int TEXT = 4096;

  private static final ConnectorInfo INFO =
      new ConnectorInfo(
          FollowedInbox.KIND,
          Side.CHANNEL,
          "Chatwoot inbox (followed)",
          FollowedInbox.FORM,
          ChatwootAccount.ACCESS_TOKEN,
          null,
          new Capabilities(
              Set.of("text"), TEXT, 0, Map.of(), null, null, Set.of(Feature.READ_ONLY)),
          new Limits(null, null, null, null, 16, 4),
          List.of(
              URI.create("https://developers.chatwoot.com/api-reference/introduction"),
              URI.create("https://www.chatwoot.com/hc/user-guide/articles/1677693021-webhooks")));

  private final FollowedSetup setup;
  private final ChatwootMedia files;
  private final InstantSource clock;

  public ChatwootChannel(OutboundHttp http) {
    this(http, InstantSource.system(), FILE_PAUSE);
  }

  ChatwootChannel(OutboundHttp http, InstantSource clock, Duration filePause) {
    var api = new ChatwootApi(http, FollowedInbox.KIND);
    this.setup = new FollowedSetup(api);
    this.files = new ChatwootMedia(api, filePause);
    this.clock = clock;
  }

  @Override
  public ConnectorInfo info() {
    return INFO;
  }

  @Override
  public List<WebhookRoute> routes() {
    return FollowedIngress.ROUTES;
  }

  @Override
  public Ingress receive(WebhookRequest request, Settings settings) {
    return FollowedIngress.receive(request, ChatwootAccount.of(settings), clock.instant());
  }

  @Override
  public List<WebhookPart> split(WebhookRequest request) throws WebhookUnreadable {
    return FollowedSplitter.split(request.body());
  }

  @Override
  public @Nullable String externalId(Settings settings) {
    return ChatwootAccount.of(settings).externalId();
  }

  @Override
  public ChannelEvent decode(String part) throws WebhookUnreadable {
    return FollowedDecoder.decode(part);
  }

  @Override
  public MediaBytes.Opened open(MediaRef.Remote file, Context context)
      throws MediaUnavailable, IOException {
    return files.open(file);
  }

  /** Nothing is ever sent, whatever led here. */
  @Override
  public Delivery deliver(Message message, Context context) {
    return new Delivery.Refused(
        Reason.FOLLOWED_ONLY, "the number is connected to Chatwoot, and only followed here");
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
