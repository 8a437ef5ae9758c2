package io.wabridge.connectors.channel;

import io.wabridge.connectors.MediaUnavailable;
import io.wabridge.connectors.Probe;
import io.wabridge.connectors.Webhook;
import io.wabridge.connectors.WebhookPart;
import io.wabridge.connectors.WebhookUnreadable;
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

/** One WhatsApp provider, both directions. Twin of {@code DeskConnector}. */
public interface ChannelConnector {

  /** The provider's name in settings and queue names, as "cloud". */
  String kind();

  /** Limits of what can be sent. */
  ChannelLimits limits();

  /**
   * Whether these headers bear a signature as genuine webhooks do; what does not is refused before
   * its body is read.
   *
   * @param headers under lower-case names
   */
  boolean signed(Map<String, String> headers, ChannelSettings settings);

  /** Whether the webhook is genuine; constant time, over the bytes as they came. */
  boolean genuine(Webhook webhook, ChannelSettings settings);

  /** Takes a webhook apart into its events, without understanding them. No network. */
  List<WebhookPart> split(Webhook webhook) throws WebhookUnreadable;

  /** Understands one event. Never fails for an unknown type or field. No network. */
  ChannelEvent decode(String part) throws WebhookUnreadable;

  /** Opens a file of the provider; IOException means: try again. */
  MediaBytes.Opened open(MediaRef.Remote file, ChannelSettings settings, TokenSource tokens)
      throws MediaUnavailable, IOException;

  /**
   * Brings a message's file to the provider, who says what it is called there. Nobody sees it yet,
   * so it may be done again and its outcome is never unknown.
   */
  Delivery upload(Message message, ChannelSettings settings, TokenSource tokens, MediaBytes media);

  /**
   * Hands a message over; never throws for an answer of the other side.
   *
   * @param file what the upload of its file brought, if it has one
   */
  Delivery deliver(
      Message message, @Nullable ExternalId file, ChannelSettings settings, TokenSource tokens);

  /** Shows the person that the message was read. */
  Delivery markRead(ExternalId message, ChannelSettings settings, TokenSource tokens);

  /** Tells the provider to send its webhooks to this address. */
  List<Probe> connect(URI webhookUrl, ChannelSettings settings, TokenSource tokens);

  /** Looks whether everything a conversation needs is in place; changes nothing. */
  List<Probe> test(ChannelSettings settings, TokenSource tokens);
}
