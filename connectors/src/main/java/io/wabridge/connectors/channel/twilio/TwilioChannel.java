package io.wabridge.connectors.channel.twilio;

import io.wabridge.connectors.OutboundHttp;
import io.wabridge.model.Content;
import io.wabridge.model.Delivery;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.Checks;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Connects;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.ManagesTemplates;
import io.wabridge.model.connector.MediaUnavailable;
import io.wabridge.model.connector.OpensMedia;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.ShowsTyping;
import io.wabridge.model.connector.TemplateDraft;
import io.wabridge.model.connector.TemplatePage;
import io.wabridge.model.connector.TemplatesRefused;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import io.wabridge.model.connector.WebhookUnreadable;
import io.wabridge.model.template.Template;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** WhatsApp through Twilio: combines the classes of this package into a connector. */
public final class TwilioChannel
    implements ChannelConnector, OpensMedia, ShowsTyping, Connects, Checks, ManagesTemplates {

  private static final ConnectorInfo INFO =
      new ConnectorInfo(
          TwilioApi.KIND,
          Side.CHANNEL,
          "Twilio",
          TwilioSettings.FORM,
          null,
          null,
          TwilioShapes.CAPABILITIES,
          new Limits(null, 80, 6.0, 45, 16, 4),
          List.of(URI.create("https://www.twilio.com/docs/whatsapp/")));

  private final TwilioSender sender;
  private final TwilioMedia media;
  private final TwilioSetup setup;
  private final TwilioTemplates templates;

  public TwilioChannel(OutboundHttp http) {
    var api = new TwilioApi(http);
    sender = new TwilioSender(api);
    media = new TwilioMedia(api);
    setup = new TwilioSetup(api);
    templates = new TwilioTemplates(api);
  }

  @Override
  public ConnectorInfo info() {
    return INFO;
  }

  @Override
  public List<WebhookRoute> routes() {
    return TwilioIngress.ROUTES;
  }

  @Override
  public Ingress receive(WebhookRequest request, Settings settings) {
    return TwilioIngress.receive(request, TwilioSettings.of(settings));
  }

  @Override
  public List<WebhookPart> split(WebhookRequest request) throws WebhookUnreadable {
    return TwilioIngress.split(request);
  }

  @Override
  public ChannelEvent decode(String part) throws WebhookUnreadable {
    return TwilioDecoder.decode(part);
  }

  @Override
  public String externalId(Settings settings) {
    return TwilioSettings.of(settings).externalId();
  }

  @Override
  public List<FieldProblem> problems(Settings settings) {
    return TwilioSettings.problems(settings);
  }

  @Override
  public Delivery deliver(Message message, Context context) {
    return sender.deliver(message, context);
  }

  @Override
  public Delivery showTyping(ExternalId message, Context context) {
    return sender.showTyping(message, context);
  }

  @Override
  public MediaBytes.Opened open(MediaRef.Remote file, Context context)
      throws MediaUnavailable, IOException {
    return media.open(file, TwilioSettings.of(context.settings()));
  }

  @Override
  public Connected connect(URI webhookUrl, String name, Context context) {
    return setup.connect(webhookUrl, context);
  }

  @Override
  public List<Probe> check(Context context) {
    return setup.check(context);
  }

  /** All senders of an account have the same contents. */
  @Override
  public String templateAccount(Settings settings) {
    return TwilioSettings.of(settings).accountSid();
  }

  @Override
  public TemplatePage templates(@Nullable String cursor, Context context) throws TemplatesRefused {
    return templates.page(cursor, TwilioSettings.of(context.settings()));
  }

  @Override
  public List<FieldProblem> problemsOf(TemplateDraft draft) {
    return List.of();
  }

  @Override
  public Template create(TemplateDraft draft, Context context) throws TemplatesRefused {
    throw atTwilio();
  }

  @Override
  public void edit(String id, TemplateDraft draft, Context context) throws TemplatesRefused {
    throw atTwilio();
  }

  @Override
  public void delete(String id, String name, Context context) throws TemplatesRefused {
    throw atTwilio();
  }

  @Override
  public String uploadSample(Content.Media file, MediaRef.Stored stored, Context context)
      throws TemplatesRefused {
    throw atTwilio();
  }

  private static TemplatesRefused atTwilio() {
    return new TemplatesRefused(
        Reason.UNSUPPORTED,
        "Templates of Twilio are made and changed in its Content Template Builder.",
        false);
  }
}
