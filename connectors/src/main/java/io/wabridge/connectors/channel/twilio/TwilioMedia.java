package io.wabridge.connectors.channel.twilio;

import io.wabridge.connectors.AddressRefused;
import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.SameSite;
import io.wabridge.connectors.TemporaryFailure;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.MediaUnavailable;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Opens files people sent. Twilio wants the credentials and redirects to a store, which must not
 * see them.
 */
final class TwilioMedia {

  private static final int MOST_REDIRECTS = 3;
  private static final long LARGEST = 100L * 1024 * 1024;

  private final TwilioApi api;

  TwilioMedia(TwilioApi api) {
    this.api = api;
  }

  MediaBytes.Opened open(MediaRef.Remote file, TwilioSettings settings)
      throws MediaUnavailable, IOException {
    var address = uri(file.url());
    if (address == null) {
      throw new MediaUnavailable(Reason.MEDIA_GONE, "The webhook named no file.");
    }
    if (!twilios(address, settings)) {
      throw new MediaUnavailable(Reason.ADDRESS_REFUSED, "The file's address is not at Twilio.");
    }
    try {
      return opened(followed(address, settings));
    } catch (AddressRefused e) {
      throw new MediaUnavailable(e.reason(), String.valueOf(e.getMessage()));
    }
  }

  private OutboundAnswer followed(URI address, TwilioSettings settings)
      throws MediaUnavailable, IOException {
    var from = address;
    var answer = api.fetch(address, settings);
    for (var hops = 0; answer.redirect(); hops++) {
      var location = uri(answer.header("Location"));
      answer.close();
      if (location == null || hops == MOST_REDIRECTS) {
        throw new MediaUnavailable(Reason.MEDIA_GONE, "Twilio redirects to no file.");
      }
      from = from.resolve(location);
      answer = api.fetch(from);
    }
    return answer;
  }

  /** Twilio's regions have hosts of their own. */
  private static boolean twilios(URI address, TwilioSettings settings) {
    if (SameSite.same(address, TwilioApi.Host.CORE.in(settings))) {
      return true;
    }
    var host = address.getHost();
    return settings.apiUrl() == null
        && "https".equalsIgnoreCase(address.getScheme())
        && address.getRawUserInfo() == null
        && host != null
        && host.toLowerCase(Locale.ROOT).matches("api\\.([a-z0-9-]+\\.){0,2}twilio\\.com");
  }

  private static MediaBytes.Opened opened(OutboundAnswer answer)
      throws MediaUnavailable, IOException {
    if (answer.success() && answer.length() <= LARGEST) {
      return answer.opened();
    }
    var status = answer.status();
    answer.close();
    if (status == 429 || status >= 500) {
      throw new TemporaryFailure(
          status == 429 ? Reason.RATE_LIMITED : Reason.OTHER_SIDE,
          "The file could not be fetched now: HTTP " + status);
    }
    var reason =
        switch (status) {
          case 200 -> Reason.MEDIA_SIZE;
          case 401 -> Reason.AUTH;
          case 403 -> Reason.FORBIDDEN;
          default -> Reason.MEDIA_GONE;
        };
    throw new MediaUnavailable(reason, "Twilio answered HTTP " + status + " for the file.");
  }

  private static @Nullable URI uri(@Nullable String url) {
    try {
      return url == null ? null : new URI(url);
    } catch (URISyntaxException _) {
      return null;
    }
  }
}
