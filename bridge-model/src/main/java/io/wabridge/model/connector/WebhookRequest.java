package io.wabridge.model.connector;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A complete request of an outside product.
 *
 * @param method in upper case, as "POST"
 * @param url the public address that is registered at the product, with the query: some sign it
 * @param path what follows the endpoint's own address, empty or beginning with "/"
 * @param query the query's parameters, decoded
 * @param headers by lower-case name
 * @param body the exact bytes
 */
public record WebhookRequest(
    String method,
    URI url,
    String path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    byte[] body) {

  public WebhookRequest {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** The first value of a parameter of the query. */
  public @Nullable String parameter(String name) {
    var values = query.get(name);
    return values == null || values.isEmpty() ? null : values.getFirst();
  }

  @Override
  public String toString() {
    return "WebhookRequest[" + method + " " + path + ", " + body.length + " bytes]";
  }
}
