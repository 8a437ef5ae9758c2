package io.wabridge.connectors.meta;

import io.wabridge.model.Delivery;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.MarksRead;
import io.wabridge.model.connector.MediaUnavailable;
import io.wabridge.model.connector.OpensMedia;
import io.wabridge.model.connector.ShowsTyping;
import io.wabridge.model.connector.UploadsMedia;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookReply;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookUnreadable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shared part of connectors for carriers of Meta's messages: everything except form,
 * authentication of webhooks, and set-up.
 */
public abstract class MetaChannel
    implements ChannelConnector, UploadsMedia, OpensMedia, MarksRead, ShowsTyping {

  private final MetaCarrier carrier;
  private final MetaSender sender;

  protected MetaChannel(MetaCarrier carrier) {
    this.carrier = carrier;
    this.sender = new MetaSender(carrier);
  }

  /** The result for a webhook that was found genuine. */
  protected final Ingress accept(WebhookRequest request) {
    try {
      return new Ingress.Accepted(split(request), WebhookReply.OK);
    } catch (WebhookUnreadable e) {
      return new Ingress.Unreadable(String.valueOf(e.getMessage()), WebhookReply.OK);
    }
  }

  @Override
  public List<WebhookPart> split(WebhookRequest request) throws WebhookUnreadable {
    return MetaSplitter.split(request.body());
  }

  @Override
  public final ChannelEvent decode(String part) throws WebhookUnreadable {
    return MetaDecoder.decode(part);
  }

  @Override
  public final Delivery deliver(Message message, Context context) {
    return sender.deliver(message, context);
  }

  @Override
  public final @Nullable String sameMessageKey(ExternalId id) {
    return MetaMessageKey.of(id.value());
  }

  @Override
  public final Delivery upload(Message message, Context context) {
    return sender.upload(message, context);
  }

  @Override
  public final Delivery markRead(ExternalId message, Context context) {
    return sender.markRead(message, context);
  }

  @Override
  public final Delivery showTyping(ExternalId message, Context context) {
    return sender.showTyping(message, context);
  }

  @Override
  public final MediaBytes.Opened open(MediaRef.Remote file, Context context)
      throws MediaUnavailable, IOException {
    return carrier.open(file, context);
  }
}
