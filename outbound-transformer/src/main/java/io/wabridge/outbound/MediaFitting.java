package io.wabridge.outbound;

import io.wabridge.connectors.Filenames;
import io.wabridge.kit.store.MediaProperties;
import io.wabridge.kit.store.MediaStore;
import io.wabridge.model.Content;
import io.wabridge.model.Direction;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.MessageId;
import io.wabridge.model.Reason;
import io.wabridge.model.TenantId;
import io.wabridge.model.connector.Capabilities;
import io.wabridge.model.connector.Capabilities.MediaLimit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes an agent's stored file one that the channel carries, before it is sent: a picture is made
 * smaller or another type, another file becomes a document; what cannot be sent is refused with the
 * limit that it breaks.
 */
@Component
class MediaFitting {

  private static final String JPEG = "image/jpeg";
  private static final String OGG = "audio/ogg";
  private static final double MEGA = 1024.0 * 1024;

  private final MediaStore store;
  private final boolean shrinkPictures;

  MediaFitting(MediaStore store, MediaProperties properties) {
    this.store = store;
    this.shrinkPictures = properties.shrinkPictures();
  }

  /** Throws IOException if the store fails. */
  Fitted fit(
      Content.Media file,
      MediaRef.Stored stored,
      Capabilities channel,
      TenantId tenant,
      MessageId message)
      throws IOException {
    var media = recorded(file, stored);
    var type = Filenames.bareType(media.mimeType());
    var limit = channel.media().get(media.type());
    var largest = largest(channel, limit, type);
    if (limit != null && limit.accepts(type) && stored.bytes() <= largest) {
      return new Fitted.Fits(media, null);
    }
    if (type.startsWith("image/") && media.type() != MediaKind.STICKER) {
      var smaller = smaller(media, stored, channel, tenant, message);
      if (smaller.isPresent()) {
        return smaller.get();
      }
    }
    if (media.type() == MediaKind.AUDIO && type.equals("audio/webm")) {
      var repacked = repacked(media, stored, channel, tenant, message);
      if (repacked.isPresent()) {
        return repacked.get();
      }
    }
    var document = channel.media().get(MediaKind.DOCUMENT);
    if (document != null
        && document.accepts(type)
        && stored.bytes() <= largest(channel, document, type)) {
      return new Fitted.Fits(
          as(MediaKind.DOCUMENT, media),
          "sent as a document: the channel does not carry it as " + name(media.type()));
    }
    return refused(media, type, stored.bytes(), channel, limit == null ? document : limit);
  }

  private static long largest(Capabilities channel, @Nullable MediaLimit limit, String type) {
    var ofType = channel.limitOfType(type);
    var ofKind = limit == null ? 0 : limit.bytes();
    return ofType == null ? ofKind : Math.min(ofType.bytes(), ofKind);
  }

  /** A recording of one voice is shown as a voice message. */
  private Content.Media recorded(Content.Media media, MediaRef.Stored stored) throws IOException {
    if (media.type() != MediaKind.AUDIO
        || media.voice()
        || !Filenames.bareType(media.mimeType()).equals("audio/ogg")) {
      return media;
    }
    byte[] head;
    try (var in = store.open(stored)) {
      head = in.readNBytes(OpusHead.LENGTH);
    }
    return OpusHead.mono(head)
        ? new Content.Media(
            media.type(), media.mimeType(), media.filename(), media.caption(), true, media.file())
        : media;
  }

  private Optional<Fitted> smaller(
      Content.Media media,
      MediaRef.Stored stored,
      Capabilities channel,
      TenantId tenant,
      MessageId message)
      throws IOException {
    var pictures = channel.media().get(MediaKind.IMAGE);
    var type = Filenames.bareType(media.mimeType());
    if (pictures == null || !pictures.accepts(JPEG) || stored.bytes() > Pictures.MOST_BYTES) {
      return Optional.empty();
    }
    var tooLarge = stored.bytes() > pictures.bytes();
    if (tooLarge ? !shrinkPictures : pictures.accepts(type)) {
      return Optional.empty();
    }
    byte[] bytes;
    try (var in = store.open(stored)) {
      bytes = in.readAllBytes();
    }
    var jpeg = Pictures.jpeg(bytes, pictures.bytes());
    if (jpeg.isEmpty()) {
      return Optional.empty();
    }
    var saved = save(jpeg.get(), JPEG, tenant, message, pictures.bytes());
    var fitted =
        new Content.Media(
            media.type(), JPEG, renamed(media.filename(), ".jpg"), media.caption(), false, saved);
    return Optional.of(
        new Fitted.Fits(
            fitted,
            tooLarge
                ? "the picture was made smaller: %s became %s, the limit is %s"
                    .formatted(size(stored.bytes()), size(saved.bytes()), size(pictures.bytes()))
                : "the picture was converted from " + type + " to " + JPEG));
  }

  /** Browsers record Opus in WebM; the same packets in Ogg are a voice message. */
  private Optional<Fitted> repacked(
      Content.Media media,
      MediaRef.Stored stored,
      Capabilities channel,
      TenantId tenant,
      MessageId message)
      throws IOException {
    var recordings = channel.media().get(MediaKind.AUDIO);
    if (recordings == null || !recordings.accepts(OGG) || stored.bytes() > recordings.bytes()) {
      return Optional.empty();
    }
    byte[] bytes;
    try (var in = store.open(stored)) {
      bytes = in.readAllBytes();
    }
    var opus = WebmOpus.read(bytes);
    if (opus.isEmpty()) {
      return Optional.empty();
    }
    var ogg = OggOpus.of(opus.get());
    if (ogg.length > recordings.bytes()) {
      return Optional.empty();
    }
    var saved = save(ogg, OGG, tenant, message, recordings.bytes());
    return Optional.of(
        new Fitted.Fits(
            new Content.Media(
                MediaKind.AUDIO,
                OGG + "; codecs=opus",
                renamed(media.filename(), ".ogg"),
                media.caption(),
                OpusHead.mono(ogg),
                saved),
            "the recording was repacked from WebM to Ogg"));
  }

  private MediaRef.Stored save(
      byte[] bytes, String type, TenantId tenant, MessageId message, long limit)
      throws IOException {
    try {
      return store.save(
          tenant,
          message,
          Direction.OUTBOUND,
          new MediaBytes.Opened(new ByteArrayInputStream(bytes), type, bytes.length),
          type,
          limit);
    } catch (MediaStore.TooLarge e) {
      throw new IllegalStateException(e); // it was measured
    }
  }

  private static @Nullable String renamed(@Nullable String name, String extension) {
    return name == null ? null : name.replaceFirst("\\.[A-Za-z0-9]{1,5}$", "") + extension;
  }

  private static Fitted refused(
      Content.Media media,
      String type,
      long bytes,
      Capabilities channel,
      @Nullable MediaLimit limit) {
    var largest = largest(channel, limit, type);
    if (limit != null && (limit.accepts(type) || channel.limitOfType(type) != null)) {
      return new Fitted.Refused(
          Reason.MEDIA_SIZE,
          "larger than %s: the file has %s".formatted(size(largest), size(bytes)));
    }
    var types = limit == null ? new TreeSet<String>() : new TreeSet<>(limit.mimeTypes());
    return new Fitted.Refused(
        Reason.MEDIA_TYPE,
        "the file is %s; accepted as %s: %s"
            .formatted(type, name(media.type()), String.join(", ", types)));
  }

  private static Content.Media as(MediaKind kind, Content.Media media) {
    return new Content.Media(
        kind, media.mimeType(), media.filename(), media.caption(), false, media.file());
  }

  private static String name(MediaKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String size(long bytes) {
    return bytes < MEGA
        ? Math.ceilDiv(bytes, 1024) + " KB"
        : String.format(Locale.ROOT, "%.1f MB", bytes / MEGA).replace(".0 MB", " MB");
  }
}
