package io.wabridge.connectors.channel.cloud;

import io.wabridge.connectors.AddressRefused;
import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.meta.MetaHosts;
import io.wabridge.connectors.meta.MetaHttp;
import io.wabridge.connectors.meta.MetaMedia;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.MediaUnavailable;
import java.io.IOException;
import java.net.URI;

/**
 * Opens files people sent: by the short-lived address of the webhook if it is Meta's, otherwise by
 * looking up the id. The token is sent to Meta's hosts only.
 */
final class CloudMedia {

  private final CloudApi api;
  private final MetaHttp http;

  CloudMedia(CloudApi api, MetaHttp http) {
    this.api = api;
    this.http = http;
  }

  MediaBytes.Opened open(MediaRef.Remote file, Context context)
      throws MediaUnavailable, IOException {
    var shortLived = MetaMedia.uri(file.url());
    if (shortLived != null && (file.id() == null || trusted(shortLived, context))) {
      var answer = fetch(shortLived, context);
      if (answer.success() || file.id() == null) {
        return MetaMedia.opened(answer);
      }
      answer.close();
    }
    var id = MetaMedia.id(file);
    var first = fetch(lookUp(id, context), context);
    if (first.status() != 404) {
      return MetaMedia.opened(first);
    }
    first.close();
    return MetaMedia.opened(fetch(lookUp(id, context), context));
  }

  private URI lookUp(String id, Context context) throws MediaUnavailable, IOException {
    return MetaMedia.address(api.get(Operation.FIND_FILE, id, context));
  }

  private OutboundAnswer fetch(URI url, Context context) throws MediaUnavailable, IOException {
    try {
      var request = OutboundRequest.getFile(url).by(CloudApi.KIND, Operation.DOWNLOAD);
      return trusted(url, context) ? http.fetch(request, context.tokens()) : http.fetch(request);
    } catch (AddressRefused e) {
      throw new MediaUnavailable(e.reason(), String.valueOf(e.getMessage()));
    }
  }

  private static boolean trusted(URI url, Context context) {
    return MetaHosts.trusted(url, CloudSettings.of(context.settings()).apiUrl());
  }
}
