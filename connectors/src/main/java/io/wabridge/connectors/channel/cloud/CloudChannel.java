package io.wabridge.connectors.channel.cloud;

import io.wabridge.connectors.MediaUnavailable;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.Probe;
import io.wabridge.connectors.Webhook;
import io.wabridge.connectors.WebhookPart;
import io.wabridge.connectors.WebhookUnreadable;
import io.wabridge.connectors.channel.ChannelConnector;
import io.wabridge.connectors.channel.ChannelEvent;
import io.wabridge.connectors.channel.ChannelLimits;
import io.wabridge.model.ChannelSettings;
import io.wabridge.model.Delivery;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.TokenSource;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** WhatsApp at Meta itself: the pieces of this package as one connector. */
final class CloudChannel implements ChannelConnector {

  private final CloudSender sender;
  private final CloudMedia files;
  private final CloudSetup setup;

  CloudChannel(OutboundHttp http) {
    CloudApi api = new CloudApi(http);
    sender = new CloudSender(api);
    files = new CloudMedia(api);
    setup = new CloudSetup(api);
  }

  @Override
  public String kind() {
    return CloudApi.PROVIDER;
  }

  @Override
  public ChannelLimits limits() {
    return CloudShapes.LIMITS;
  }

  @Override
  public boolean signed(Map<String, String> headers, ChannelSettings settings) {
    return CloudSignature.present(headers, settings.appSecret());
  }

  @Override
  public boolean genuine(Webhook webhook, ChannelSettings settings) {
    return CloudSignature.genuine(webhook, settings.appSecret());
  }

  @Override
  public List<WebhookPart> split(Webhook webhook) throws WebhookUnreadable {
    return CloudSplitter.split(webhook);
  }

  @Override
  public ChannelEvent decode(String part) throws WebhookUnreadable {
    return CloudDecoder.decode(part);
  }

  @Override
  public MediaBytes.Opened open(MediaRef.Remote file, ChannelSettings settings, TokenSource tokens)
      throws MediaUnavailable, IOException {
    return files.open(file, settings, tokens);
  }

  @Override
  public Delivery upload(
      Message message, ChannelSettings settings, TokenSource tokens, MediaBytes media) {
    return sender.upload(message, settings, tokens, media);
  }

  @Override
  public Delivery deliver(
      Message message, @Nullable ExternalId file, ChannelSettings settings, TokenSource tokens) {
    return sender.deliver(message, file, settings, tokens);
  }

  @Override
  public Delivery markRead(ExternalId message, ChannelSettings settings, TokenSource tokens) {
    return sender.markRead(message, settings, tokens);
  }

  @Override
  public List<Probe> connect(URI webhookUrl, ChannelSettings settings, TokenSource tokens) {
    return setup.connect(webhookUrl, settings, tokens);
  }

  @Override
  public List<Probe> test(ChannelSettings settings, TokenSource tokens) {
    return setup.test(settings, tokens);
  }
}
