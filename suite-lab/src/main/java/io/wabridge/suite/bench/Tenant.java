package io.wabridge.suite.bench;

/** A tenant: a number and a desk with their secrets, and the bridge's webhook paths. */
final class Tenant {

  final int number;
  final String name;
  final String phoneNumberId;
  final String accountId;
  final String accessToken;
  final String appSecret;
  final String clientId;
  final String clientSecret;
  final Signing meta;
  String id = "";
  String channelId = "";
  String deskId = "";

  /** Path of the channel's webhooks, as the bridge set it at WhatsApp. */
  volatile String channelHook = "";

  /** Path and secret of the desk's webhooks, as the bridge set them at Genesys. */
  volatile String deskHook = "";

  volatile Signing genesys = Signing.with("not set yet");
  volatile String integration = "";

  Tenant(String run, int number) {
    this.number = number;
    this.name = "Bench %s %03d".formatted(run, number);
    this.phoneNumberId = "9008%s%04d".formatted(run, number);
    this.accountId = "7008%s%04d".formatted(run, number);
    this.accessToken = "bench-token-" + phoneNumberId;
    this.appSecret = "bench-secret-" + phoneNumberId;
    this.clientId = "bench-client-" + phoneNumberId;
    this.clientSecret = "bench-client-secret-" + phoneNumberId;
    this.meta = Signing.with(appSecret);
  }
}
