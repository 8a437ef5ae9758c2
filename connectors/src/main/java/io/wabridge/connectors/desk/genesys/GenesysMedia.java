package io.wabridge.connectors.desk.genesys;

import io.wabridge.connectors.AddressRefused;
import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.SameSite;
import io.wabridge.connectors.TemporaryFailure;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Reason;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.MediaUnavailable;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Opens files agents sent. Whether their addresses need the token is not documented: the first try
 * has none, and the token is sent to Genesys' own hosts only, never after a redirect elsewhere.
 */
final class GenesysMedia {

  private static final int HOPS = 3;
  private final GenesysApi api;

  GenesysMedia(GenesysApi api) {
    this.api = api;
  }

  MediaBytes.Opened open(MediaRef.Remote file, Context context)
      throws MediaUnavailable, IOException {
    URI url = uri(file.url() == null ? "" : file.url());
    try {
      for (int hop = 0; hop <= HOPS; hop++) {
        OutboundAnswer answer = fetch(url, context);
        if (!answer.redirect()) {
          return opened(answer);
        }
        answer.close();
        url = uri(url.resolve(uri(String.valueOf(answer.header("Location")))).toString());
      }
    } catch (AddressRefused e) {
      throw new MediaUnavailable(e.reason(), String.valueOf(e.getMessage()));
    }
    throw new MediaUnavailable(Reason.MEDIA_GONE, "The file's address redirects too often.");
  }

  private OutboundAnswer fetch(URI url, Context context) throws IOException {
    OutboundRequest request = OutboundRequest.getFile(url).by(GenesysApi.KIND, Operation.DOWNLOAD);
    OutboundAnswer plain = api.http().send(request);
    boolean locked = plain.status() == 401 || plain.status() == 403;
    if (!locked || !trusted(url, GenesysSettings.of(context.settings()).apiUrl())) {
      return plain;
    }
    plain.close();
    Secret token = context.tokens().token();
    OutboundAnswer answer = api.http().send(request.bearer(token));
    if (answer.status() != 401) {
      return answer;
    }
    Secret renewed = renewed(answer, token, context);
    if (renewed.equals(token)) {
      return answer;
    }
    answer.close();
    return api.http().send(request.bearer(renewed));
  }

  private static Secret renewed(OutboundAnswer refused, Secret token, Context context)
      throws IOException {
    try {
      return context.tokens().renew(token);
    } catch (RuntimeException e) {
      refused.close();
      throw e;
    }
  }

  /**
   * The API itself, and over TLS the hosts of its region: for api.mypurecloud.ie all of
   * *.mypurecloud.ie.
   */
  static boolean trusted(URI url, URI apiUrl) {
    if (SameSite.same(url, apiUrl)) {
      return true;
    }
    String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
    String api = apiUrl.getHost() == null ? "" : apiUrl.getHost();
    if (!api.startsWith("api.") || api.indexOf('.', 4) < 0) {
      return false;
    }
    return "https".equalsIgnoreCase(url.getScheme())
        && (url.getPort() == -1 || url.getPort() == 443)
        && host.endsWith(api.substring(3).toLowerCase(Locale.ROOT));
  }

  private static MediaBytes.Opened opened(OutboundAnswer answer)
      throws MediaUnavailable, IOException {
    if (answer.success()) {
      return answer.opened();
    }
    int status = answer.status();
    answer.close();
    if (status == 429 || status >= 500) {
      throw new TemporaryFailure(
          status == 429 ? Reason.RATE_LIMITED : Reason.OTHER_SIDE,
          "The file could not be fetched now: HTTP " + status);
    }
    Reason reason =
        switch (status) {
          case 401 -> Reason.AUTH;
          case 403 -> Reason.FORBIDDEN;
          case 404, 410 -> Reason.MEDIA_EXPIRED;
          default -> Reason.MEDIA_GONE;
        };
    throw new MediaUnavailable(reason, "The desk answered HTTP " + status + " for the file.");
  }

  private static URI uri(String url) throws MediaUnavailable {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new MediaUnavailable(Reason.MEDIA_GONE, "The file has no valid address.");
    }
  }
}
