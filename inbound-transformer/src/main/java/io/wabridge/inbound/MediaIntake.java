package io.wabridge.inbound;

import io.wabridge.connectors.MediaUnavailable;
import io.wabridge.connectors.channel.ChannelConnectors;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Tokens;
import io.wabridge.kit.store.MediaStore;
import io.wabridge.kit.telemetry.MediaMeters;
import io.wabridge.model.Content;
import io.wabridge.model.Direction;
import io.wabridge.model.MediaRef;
import io.wabridge.model.MessageId;
import io.wabridge.model.Reason;
import io.wabridge.model.TokenRefused;
import java.io.IOException;
import org.springframework.stereotype.Component;

/**
 * Takes a person's file into our store at once, as a stream: the provider's address lives five
 * minutes (whatsapp-cloud 6). A file that cannot be had does not hold the message back.
 */
@Component
class MediaIntake {

  /** whatsapp-cloud 2.2: nothing larger comes in. */
  private static final long LARGEST = 100L * 1024 * 1024;

  private final ChannelConnectors connectors;
  private final Tokens tokens;
  private final MediaStore store;
  private final MediaMeters meters;

  MediaIntake(ChannelConnectors connectors, Tokens tokens, MediaStore store, MediaMeters meters) {
    this.connectors = connectors;
    this.tokens = tokens;
    this.store = store;
    this.meters = meters;
  }

  Content.Media ingest(Content.Media media, Channel channel, MessageId message) throws IOException {
    return media.file() instanceof MediaRef.Remote remote
        ? meters.record(Direction.INBOUND, fetch(media, remote, channel, message))
        : media;
  }

  private Content.Media fetch(
      Content.Media media, MediaRef.Remote remote, Channel channel, MessageId message)
      throws IOException {
    var connector = connectors.of(channel.provider());
    try (var file = connector.open(remote, channel.settings(), tokens.of(channel.id()))) {
      var kept =
          store.save(channel.tenant(), message, Direction.INBOUND, file, media.mimeType(), LARGEST);
      return media.at(remote.fits(kept) ? kept : damaged(kept));
    } catch (MediaUnavailable e) {
      return media.at(new MediaRef.Gone(e.reason(), String.valueOf(e.getMessage())));
    } catch (TokenRefused e) {
      return media.at(new MediaRef.Gone(e.reason(), String.valueOf(e.getMessage())));
    } catch (MediaStore.TooLarge e) {
      return media.at(new MediaRef.Gone(Reason.MEDIA_SIZE, String.valueOf(e.getMessage())));
    }
  }

  private MediaRef damaged(MediaRef.Stored kept) throws IOException {
    store.remove(kept);
    return new MediaRef.Gone(
        Reason.MEDIA_CORRUPT,
        kept.bytes() == 0 ? "The file is empty." : "The file is not the one that was announced.");
  }
}
