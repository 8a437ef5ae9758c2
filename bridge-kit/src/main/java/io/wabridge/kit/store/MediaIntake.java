package io.wabridge.kit.store;

import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Endpoint;
import io.wabridge.kit.client.Tokens;
import io.wabridge.kit.telemetry.MediaMeters;
import io.wabridge.model.Content;
import io.wabridge.model.Direction;
import io.wabridge.model.FailureScope;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.MessageId;
import io.wabridge.model.Reason;
import io.wabridge.model.TokenRefused;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.MediaUnavailable;
import io.wabridge.model.connector.OpensMedia;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;

/**
 * Streams the files of messages into the store at once: the products' addresses of files are valid
 * for minutes. A file that cannot be fetched does not stop its message.
 */
public final class MediaIntake<C extends Connector> {

  private final Direction direction;
  private final Connectors<C> connectors;
  private final Tokens tokens;
  private final MediaStore store;
  private final Uploads uploads;
  private final MediaMeters meters;
  private final long maxBytes;

  public MediaIntake(
      Direction direction,
      Connectors<C> connectors,
      Tokens tokens,
      MediaStore store,
      Uploads uploads,
      MediaMeters meters,
      StoreProperties properties) {
    this.direction = direction;
    this.connectors = connectors;
    this.tokens = tokens;
    this.store = store;
    this.uploads = uploads;
    this.meters = meters;
    this.maxBytes = properties.maxFileSize().toBytes();
  }

  /**
   * Stores the file, and completes what the message says about its type.
   *
   * @throws IOException a retry may succeed
   */
  public Content.Media ingest(Content.Media media, Endpoint endpoint, MessageId message)
      throws IOException {
    return media.file() instanceof MediaRef.Remote remote
        ? meters.record(direction, fetched(media, remote, endpoint, message))
        : media;
  }

  private Content.Media fetched(
      Content.Media media, MediaRef.Remote remote, Endpoint endpoint, MessageId message)
      throws IOException {
    try (var file = opened(remote, endpoint)) {
      var head = file.stream().readNBytes(FileTypes.HEAD);
      var typed =
          TypedMedia.of(
              media, FileTypes.of(media.mimeType(), file.mimeType(), media.filename(), head));
      var whole = new SequenceInputStream(new ByteArrayInputStream(head), file.stream());
      var saved =
          store.save(
              endpoint.tenant(),
              message,
              direction,
              new MediaBytes.Opened(whole, file.mimeType(), file.bytes()),
              typed.mimeType(),
              maxBytes);
      return typed.at(remote.fits(saved) ? saved : damaged(saved));
    } catch (MediaUnavailable e) {
      return media.at(unavailable(e.reason(), String.valueOf(e.getMessage())));
    } catch (TokenRefused e) {
      return media.at(unavailable(e.reason(), String.valueOf(e.getMessage())));
    } catch (MediaStore.TooLarge e) {
      return media.at(new MediaRef.Gone(Reason.MEDIA_SIZE, String.valueOf(e.getMessage())));
    }
  }

  private MediaBytes.Opened opened(MediaRef.Remote remote, Endpoint endpoint)
      throws MediaUnavailable, IOException {
    var upload = remote.upload();
    if (upload.isPresent() && endpoint instanceof Desk desk) {
      return uploads
          .open(desk.tenant(), desk.id(), upload.get())
          .orElseThrow(
              () -> new MediaUnavailable(Reason.MEDIA_GONE, "The upload does not exist any more."));
    }
    var connector = connectors.of(endpoint.kind());
    if (!(connector instanceof OpensMedia opens)) {
      throw new MediaUnavailable(Reason.MEDIA_GONE, endpoint.kind() + " does not provide files");
    }
    var context =
        new Context(
            endpoint.settings(),
            tokens.of(endpoint, connector),
            store,
            null,
            null,
            endpoint.language());
    return opens.open(remote, context);
  }

  /** Persons' files stay available for days, so that new credentials still get them. */
  private MediaRef unavailable(Reason reason, String detail) throws IOException {
    if (direction == Direction.INBOUND && reason.scope() == FailureScope.CREDENTIAL) {
      throw new FileNotYet(reason, detail);
    }
    return new MediaRef.Gone(reason, detail);
  }

  private MediaRef damaged(MediaRef.Stored saved) throws IOException {
    store.remove(saved);
    return new MediaRef.Gone(
        Reason.MEDIA_CORRUPT,
        saved.bytes() == 0 ? "The file is empty." : "The file is not the one that was announced.");
  }
}
