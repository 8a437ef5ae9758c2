package io.wabridge.connectors.desk.api;

import io.wabridge.connectors.AddressRefused;
import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.TemporaryFailure;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.MediaUnavailable;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;

/** Opens files that replies name by address. No redirects are followed. */
final class ApiMedia {

  private final OutboundHttp http;

  ApiMedia(OutboundHttp http) {
    this.http = http;
  }

  MediaBytes.Opened open(MediaRef.Remote file) throws MediaUnavailable, IOException {
    try {
      OutboundAnswer answer =
          http.send(OutboundRequest.getFile(uri(file)).by(ApiDesk.KIND, Operation.DOWNLOAD));
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
      throw new MediaUnavailable(
          status == 403 ? Reason.FORBIDDEN : Reason.MEDIA_GONE,
          "The file's address answered HTTP " + status + ".");
    } catch (AddressRefused e) {
      throw new MediaUnavailable(e.reason(), String.valueOf(e.getMessage()));
    }
  }

  private static URI uri(MediaRef.Remote file) throws MediaUnavailable {
    try {
      return new URI(file.url() == null ? "" : file.url());
    } catch (URISyntaxException e) {
      throw new MediaUnavailable(Reason.MEDIA_GONE, "The file has no valid address.");
    }
  }
}
