package io.wabridge.connectors;

import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Secret;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call to the outside; its text form omits the headers, which contain the token.
 *
 * @param file whether it carries a file, up or down
 * @param purpose what it is for
 */
public record OutboundRequest(
    String method,
    URI uri,
    Map<String, String> headers,
    @Nullable OutboundBody body,
    boolean file,
    Purpose purpose) {

  private static final Purpose LOOKING = new Purpose("any", Operation.SET_UP);

  public OutboundRequest {
    headers = Map.copyOf(headers);
  }

  public static OutboundRequest get(URI uri) {
    return of("GET", uri, null);
  }

  /** Opens a file; only the response body has the deadline of a file. */
  public static OutboundRequest getFile(URI uri) {
    return new OutboundRequest("GET", uri, Map.of(), null, true, LOOKING);
  }

  public static OutboundRequest of(String method, URI uri, @Nullable OutboundBody body) {
    return new OutboundRequest(method, uri, Map.of(), body, body != null && body.file(), LOOKING);
  }

  public OutboundRequest header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new OutboundRequest(method, uri, more, body, file, purpose);
  }

  public OutboundRequest by(String provider, Operation operation) {
    return new OutboundRequest(method, uri, headers, body, file, new Purpose(provider, operation));
  }

  public OutboundRequest bearer(Secret token) {
    return header("Authorization", "Bearer " + token.reveal());
  }

  @Override
  public String toString() {
    return method + " " + uri.getHost() + uri.getPath();
  }
}
