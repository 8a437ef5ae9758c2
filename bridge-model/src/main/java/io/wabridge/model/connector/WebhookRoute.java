package io.wabridge.model.connector;

import org.jspecify.annotations.Nullable;

/**
 * A kind of request that the product makes, at a path below the endpoint's own address.
 *
 * @param path empty, or beginning with "/"
 * @param maxBytes a larger body is answered 413
 * @param proof a header that is required before the body is read; null if the body or the query
 *     authenticates the request
 */
public record WebhookRoute(String method, String path, int maxBytes, @Nullable Proof proof) {

  private static final int MAX_BYTES = 3 * 1024 * 1024;

  /**
   * A header that every genuine request has; its value is verified later.
   *
   * @param header its name, in lower case
   * @param pattern a regular expression that the whole value matches
   */
  public record Proof(String header, String pattern) {}

  public static WebhookRoute post() {
    return new WebhookRoute("POST", "", MAX_BYTES, null);
  }

  public static WebhookRoute post(Proof proof) {
    return new WebhookRoute("POST", "", MAX_BYTES, proof);
  }

  public static WebhookRoute get() {
    return new WebhookRoute("GET", "", 0, null);
  }
}
