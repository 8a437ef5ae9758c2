package io.wabridge.outbound;

import io.wabridge.connectors.MediaUnavailable;
import io.wabridge.connectors.desk.DeskConnectors;
import io.wabridge.kit.client.Desk;
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
 * Takes an agent's file into our store at once, as a stream: how long the desk's address lives is
 * not known (genesys.md 4.5). Twin of the inbound one.
 */
@Component
class MediaIntake {

  /** whatsapp-cloud 6: the largest file WhatsApp takes is a document of 100 MB. */
  private static final long LARGEST = 100L * 1024 * 1024;

  private final DeskConnectors connectors;
  private final Tokens tokens;
  private final MediaStore store;
  private final MediaMeters meters;

  MediaIntake(DeskConnectors connectors, Tokens tokens, MediaStore store, MediaMeters meters) {
    this.connectors = connectors;
    this.tokens = tokens;
    this.store = store;
    this.meters = meters;
  }

  Content.Media ingest(Content.Media media, Desk desk, MessageId message) throws IOException {
    return media.file() instanceof MediaRef.Remote remote
        ? meters.record(Direction.OUTBOUND, fetch(media, remote, desk, message))
        : media;
  }

  private Content.Media fetch(
      Content.Media media, MediaRef.Remote remote, Desk desk, MessageId message)
      throws IOException {
    try (var file = connectors.of(desk.kind()).open(remote, desk.settings(), tokens.of(desk))) {
      var kept =
          store.save(desk.tenant(), message, Direction.OUTBOUND, file, media.mimeType(), LARGEST);
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
