package io.wabridge.sandbox.connect;

/** An address to which a topic sends, once it was confirmed. */
final class Subscription {
  private final String topic;
  private final String endpoint;
  private final String arn;
  private final String token;
  private volatile boolean confirmed;

  Subscription(String topic, String endpoint, String arn, String token) {
    this.topic = topic;
    this.endpoint = endpoint;
    this.arn = arn;
    this.token = token;
  }

  String topic() {
    return topic;
  }

  String endpoint() {
    return endpoint;
  }

  String arn() {
    return arn;
  }

  String token() {
    return token;
  }

  boolean confirmed() {
    return confirmed;
  }

  void confirm() {
    confirmed = true;
  }
}
