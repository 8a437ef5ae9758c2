package io.wabridge.connectors.channel.cloud;

import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.StandInControl;
import io.wabridge.connectors.meta.MetaShapes;
import io.wabridge.connectors.meta.MetaSignature;
import io.wabridge.connectors.meta.MetaTemplateChannel;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.Checks;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Connects;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.Rehearses;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** WhatsApp at Meta itself: combines the classes of this package into a connector. */
public final class CloudChannel extends MetaTemplateChannel implements Connects, Checks, Rehearses {

  private static final ConnectorInfo INFO =
      new ConnectorInfo(
          CloudApi.KIND,
          Side.CHANNEL,
          "WhatsApp Cloud API (Meta)",
          CloudSettings.FORM,
          CloudSettings.ACCESS_TOKEN,
          null,
          MetaShapes.WITH_TEMPLATES,
          new Limits(null, 80, 6.0, 45, 16, 4),
          List.of(
              URI.create(
                  "https://developers.facebook.com/documentation/business-messaging/whatsapp")));

  private final CloudSetup setup;
  private final CloudRehearsal rehearsal;

  public CloudChannel(OutboundHttp http) {
    this(new CloudApi(http), new CloudRehearsal(new StandInControl(http)));
  }

  private CloudChannel(CloudApi api, CloudRehearsal rehearsal) {
    super(api);
    this.setup = new CloudSetup(api);
    this.rehearsal = rehearsal;
  }

  @Override
  public ConnectorInfo info() {
    return INFO;
  }

  @Override
  public List<WebhookRoute> routes() {
    return CloudIngress.ROUTES;
  }

  @Override
  public Ingress receive(WebhookRequest request, Settings settings) {
    var number = CloudSettings.of(settings);
    if (request.method().equals("GET")) {
      return CloudIngress.verification(request, number);
    }
    return MetaSignature.genuine(request, number.appSecret())
        ? accept(request)
        : new Ingress.Rejected(401);
  }

  @Override
  public @Nullable String externalId(Settings settings) {
    return settings.find("phoneNumberId");
  }

  /** An account's events name the account, and events of a number only the number itself. */
  @Override
  public boolean concerns(
      ChannelEvent.ConditionsChanged event, Settings settings, boolean receiver) {
    var number = CloudSettings.of(settings);
    if (number.accountId().isBlank() || event.account() == null) {
      return receiver;
    }
    return number.accountId().equals(event.account())
        && (event.number() == null
            || number.phoneNumber().isBlank()
            || number.phoneNumber().equals(event.number()));
  }

  @Override
  public Connected connect(URI webhookUrl, String name, Context context) {
    return setup.connect(webhookUrl, context);
  }

  @Override
  public List<Probe> check(Context context) {
    return setup.check(null, context);
  }

  @Override
  public List<Probe> check(URI webhookUrl, Context context) {
    return setup.check(webhookUrl, context);
  }

  @Override
  public Map<String, String> rehearsal(URI standIn) throws IOException {
    return rehearsal.number(standIn);
  }

  @Override
  public boolean say(String text, URI standIn, Settings settings) throws IOException {
    rehearsal.say(text, CloudSettings.of(settings).phoneNumberId(), standIn);
    return true;
  }

  @Override
  public @Nullable String templateAccount(Settings settings) {
    var account = CloudSettings.of(settings).accountId();
    return account.isBlank() ? null : account;
  }
}
