package io.wabridge.connectors.channel.dialog360;

import io.wabridge.connectors.AddressRefused;
import io.wabridge.connectors.Digests;
import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.TemporaryFailure;
import io.wabridge.connectors.meta.MetaHosts;
import io.wabridge.connectors.meta.MetaHttp;
import io.wabridge.connectors.meta.MetaMedia;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.MediaUnavailable;
import java.io.IOException;
import java.net.URI;

/**
 * Opens files people sent: the address that 360dialog names is at Meta's CDN, which refuses the
 * key; the same path and query at 360dialog bring the file.
 */
final class Dialog360Media {

  private final Dialog360Api api;
  private final MetaHttp http;
  private final Dialog360Circuit circuit;

  Dialog360Media(Dialog360Api api, MetaHttp http, Dialog360Circuit circuit) {
    this.api = api;
    this.http = http;
    this.circuit = circuit;
  }

  MediaBytes.Opened open(MediaRef.Remote file, Context context)
      throws MediaUnavailable, IOException {
    var shortLived = file.id() == null ? MetaMedia.uri(file.url()) : null;
    var address = shortLived == null ? lookUp(MetaMedia.id(file), context) : shortLived;
    return MetaMedia.opened(fetch(swapped(address, context), context));
  }

  private URI lookUp(String id, Context context) throws MediaUnavailable, IOException {
    var number = Digests.sha256Hex(context.tokens().token().reveal());
    if (circuit.open(number)) {
      throw new TemporaryFailure(
          Reason.BREAKER_OPEN, "360dialog blocks a number after 20 failed look-ups of files.");
    }
    var reply = api.get(Operation.FIND_FILE, id, context);
    if (!reply.success()) {
      circuit.failed(number);
    }
    return MetaMedia.address(reply);
  }

  private static URI swapped(URI address, Context context) throws MediaUnavailable {
    var gateway = Dialog360Settings.of(context.settings()).apiUrl();
    if (!MetaHosts.trusted(address, gateway)) {
      throw new MediaUnavailable(Reason.ADDRESS_REFUSED, "The file's address is not at Meta.");
    }
    var query = address.getRawQuery();
    return URI.create(gateway + address.getRawPath() + (query == null ? "" : "?" + query));
  }

  private OutboundAnswer fetch(URI address, Context context) throws MediaUnavailable, IOException {
    try {
      var request = OutboundRequest.getFile(address).by(Dialog360Api.KIND, Operation.DOWNLOAD);
      return http.fetch(request, context.tokens());
    } catch (AddressRefused e) {
      throw new MediaUnavailable(e.reason(), String.valueOf(e.getMessage()));
    }
  }
}
