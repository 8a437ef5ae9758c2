package io.wabridge.connectors.desk;

import io.wabridge.connectors.MediaUnavailable;
import io.wabridge.connectors.Probe;
import io.wabridge.connectors.Webhook;
import io.wabridge.connectors.WebhookPart;
import io.wabridge.connectors.WebhookUnreadable;
import io.wabridge.model.Delivery;
import io.wabridge.model.DeskSettings;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.Receipt;
import io.wabridge.model.TokenSource;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** One desk product, both directions. Twin of {@code ChannelConnector}. */
public interface DeskConnector {

  /** The desk's name in settings and queue names, as "genesys". */
  String kind();

  /**
   * Whether these headers bear a signature as genuine webhooks do; what does not is refused before
   * its body is read.
   *
   * @param headers under lower-case names
   */
  boolean signed(Map<String, String> headers, DeskSettings settings);

  /** Whether the webhook is genuine; constant time, over the bytes as they came. */
  boolean genuine(Webhook webhook, DeskSettings settings);

  /** Takes a webhook apart into its events, without understanding them. No network. */
  List<WebhookPart> split(Webhook webhook) throws WebhookUnreadable;

  /** Understands one event. Never fails for an unknown type or field. No network. */
  DeskEvent decode(String part) throws WebhookUnreadable;

  /** Opens a file of the desk; IOException means: try again. */
  MediaBytes.Opened open(MediaRef.Remote file, DeskSettings settings, TokenSource tokens)
      throws MediaUnavailable, IOException;

  /**
   * Hands a message over; never throws for an answer of the other side.
   *
   * @param conversationKnown whether we already know the desk's conversation id
   */
  Delivery deliver(
      Message message,
      boolean conversationKnown,
      DeskSettings settings,
      TokenSource tokens,
      MediaBytes media);

  /** Tells the desk what became of a message of its agent. */
  Delivery deliver(Receipt receipt, DeskSettings settings, TokenSource tokens);

  /**
   * Gets a token with the tenant's credentials; the token cache is not the connector's business.
   */
  IssuedToken signIn(DeskSettings settings) throws IOException, SignInRefused;

  /** Makes the integration, or points the existing one to our address; the id comes back. */
  Connected connect(URI webhookUrl, String name, DeskSettings settings, TokenSource tokens);

  /** Looks whether everything a conversation needs is in place; changes nothing. */
  List<Probe> test(DeskSettings settings, TokenSource tokens);

  /** The integration's id (empty when it failed) and what was done. */
  record Connected(String integrationId, List<Probe> probes) {}
}
