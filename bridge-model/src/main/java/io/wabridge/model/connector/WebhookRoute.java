package io.wabridge.model.connector;

import org.jspecify.annotations.Nullable;

/**
 * A kind of request the product makes, below the endpoint's own address.
 *
 * @param path empty, or beginning with "/"
 * @param maxBytes a larger body is answered 413
 * @param proof a header without which no byte of the body is read; null where the body itself or
 *     the query proves that the request is genuine
 */
public record WebhookRoute(String method, String path, int maxBytes, @Nullable Proof proof) {

  private static final int MAX_BYTES = 3 * 1024 * 1024;

  /**
   * What a genuine request has, before anything is computed.
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
