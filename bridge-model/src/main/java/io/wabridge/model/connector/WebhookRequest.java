package io.wabridge.model.connector;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

  /** The same request with this query and body instead of its own. */
  public WebhookRequest with(Map<String, String> other, byte[] otherBody) {
    var lists = new TreeMap<String, List<String>>();
    other.forEach((name, value) -> lists.put(name, List.of(value)));
    var address = url.toString();
    var cut = address.indexOf('?');
    var encoded =
        lists.entrySet().stream()
            .map(each ->
                each.getKey()
                    + "="
                    + URLEncoder.encode(each.getValue().getFirst(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return new WebhookRequest(
        method,
        URI.create((cut < 0 ? address : address.substring(0, cut)) + "?" + encoded),
        path,
        lists,
        headers,
        otherBody);
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
