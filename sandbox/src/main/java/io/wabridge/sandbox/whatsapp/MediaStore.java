package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Blob;
import io.wabridge.sandbox.BoundedMap;
import io.wabridge.sandbox.Faults;
import io.wabridge.sandbox.Hmac;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * All media by id, each for Meta's retention period, behind links that are valid for five minutes.
 */
@Component
class MediaStore {
  static final long UPLOADED_DAYS = 30;
  static final long SENT_BY_PERSON_DAYS = 7;
  private static final long DAY_MS = 86_400_000;

  private final BoundedMap<String, Media> media =
      new BoundedMap<>(20_000, media -> media.blob().delete());
  private final BoundedMap<String, DownloadFault> faults = new BoundedMap<>(20_000);
  private final String key = UUID.randomUUID().toString();
  private final ShiftingClock clock;
  private final Settings<WhatsAppSettings> settings;
  private final Faults happened;

  MediaStore(ShiftingClock clock, Settings<WhatsAppSettings> settings, Faults happened) {
    this.clock = clock;
    this.settings = settings;
    this.happened = happened;
  }

  Media put(Blob blob, String mime, @Nullable String filename, @Nullable BusinessNumber owner) {
    long days = owner == null ? SENT_BY_PERSON_DAYS : UPLOADED_DAYS;
    Media stored =
        new Media(Ids.node(), mime, blob, filename, owner, clock.millis(), days * DAY_MS);
    media.put(stored.id(), stored);
    return stored;
  }

  @Nullable Media find(String id) {
    Media found = media.get(id);
    return found != null && clock.millis() - found.storedAtMs() < found.livesMs() ? found : null;
  }

  /** Still exists for the phone page, but not for the API. */
  void expire(Media gone) {
    media.put(
        gone.id(),
        new Media(gone.id(), gone.mime(), gone.blob(), gone.filename(), gone.owner(), 0, 0));
  }

  /** From now on the file's downloads fail like this, until its time is over. */
  void fail(Media media, DownloadFault fault) {
    faults.put(media.id(), fault);
  }

  /** Null if nothing is wrong with the file's downloads at the moment. */
  @Nullable DownloadFault fault(String mediaId) {
    DownloadFault fault = faults.get(mediaId);
    return fault == null || fault.untilMs() <= System.currentTimeMillis() ? null : fault;
  }

  void applied(DownloadFault fault) {
    happened.occurred("media-download", fault.kind());
  }

  @Nullable Media evenIfGone(String id) {
    return media.get(id);
  }

  String link(Media wanted, String base) {
    long until = clock.instant().getEpochSecond() + settings.now().mediaUrlSeconds();
    DownloadFault fault = fault(wanted.id());
    if (fault != null && fault.kind().equals(DownloadFault.UNKNOWN_HOST)) {
      applied(fault);
    }
    return "%s/whatsapp_business/attachments/?mid=%s&source=getMedia&ext=%d&hash=%s"
        .formatted(
            fault == null ? base : fault.base(base), wanted.id(), until, hash(wanted.id(), until));
  }

  @Nullable Media open(String id, long until, String hash) {
    boolean valid = hash(id, until).equals(hash) && clock.instant().getEpochSecond() < until;
    return valid ? find(id) : null;
  }

  private String hash(String id, long until) {
    byte[] mac = Hmac.sha256(key, (id + "|" + until).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(mac, 0, 16);
  }

  void clear() {
    media.clear();
    faults.clear();
  }
}
