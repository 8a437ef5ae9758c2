package io.wabridge.connectors.channel.dialog360;

import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.meta.MetaShapes;
import io.wabridge.connectors.meta.MetaTemplateChannel;
import io.wabridge.model.connector.Checks;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Connects;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import io.wabridge.model.connector.WebhookUnreadable;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** WhatsApp through 360dialog: combines the classes of this package into a connector. */
public final class Dialog360Channel extends MetaTemplateChannel implements Connects, Checks {

  private static final ConnectorInfo INFO =
      new ConnectorInfo(
          Dialog360Api.KIND,
          Side.CHANNEL,
          "360dialog",
          Dialog360Settings.FORM,
          Dialog360Settings.API_KEY,
          null,
          MetaShapes.WITH_TEMPLATES,
          new Limits(null, 80, 6.0, 45, 16, 4),
          List.of(URI.create("https://docs.360dialog.com/")));

  private final Dialog360Setup setup;

  public Dialog360Channel(OutboundHttp http) {
    this(http, InstantSource.system());
  }

  Dialog360Channel(OutboundHttp http, InstantSource clock) {
    this(new Dialog360Api(http, clock));
  }

  private Dialog360Channel(Dialog360Api api) {
    super(api);
    setup = new Dialog360Setup(api);
  }

  @Override
  public ConnectorInfo info() {
    return INFO;
  }

  @Override
  public List<WebhookRoute> routes() {
    return Dialog360Ingress.ROUTES;
  }

  @Override
  public Ingress receive(WebhookRequest request, Settings settings) {
    if (request.method().equals("GET")) {
      return Dialog360Ingress.verification(request);
    }
    return Dialog360Ingress.genuine(request, Dialog360Settings.of(settings))
        ? accept(request)
        : new Ingress.Rejected(401);
  }

  @Override
  public List<WebhookPart> split(WebhookRequest request) throws WebhookUnreadable {
    try {
      return super.split(request);
    } catch (WebhookUnreadable e) {
      return List.of(Dialog360Ingress.partnerEvent(request).orElseThrow(() -> e));
    }
  }

  /** Null if it was not entered: then webhooks of any number are accepted at this address. */
  @Override
  public @Nullable String externalId(Settings settings) {
    return settings.find(Dialog360Settings.PHONE_NUMBER_ID);
  }

  @Override
  public Connected connect(URI webhookUrl, String name, Context context) {
    return setup.connect(webhookUrl, context);
  }

  @Override
  public List<Probe> check(Context context) {
    return setup.check(context);
  }

  /** The key shows the templates of its number; the account is not known. */
  @Override
  public @Nullable String templateAccount(Settings settings) {
    return null;
  }
}
