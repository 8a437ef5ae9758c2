package io.wabridge.sandbox.whatsapp;

import org.jspecify.annotations.Nullable;

/** A Meta app: its secret signs the webhooks of its subscriptions. */
final class App {
  private final String id;
  private final String secret;
  private volatile @Nullable String callback;

  App(String id, String secret) {
    this.id = id;
    this.secret = secret;
  }

  String id() {
    return id;
  }

  String secret() {
    return secret;
  }

  @Nullable String callback() {
    return callback;
  }

  void callback(@Nullable String url) {
    callback = url;
  }

  String token() {
    return id + "|" + secret;
  }
}
