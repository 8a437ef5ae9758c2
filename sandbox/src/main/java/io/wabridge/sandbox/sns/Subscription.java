package io.wabridge.sandbox.sns;

/** An address to which a topic sends, once it was confirmed. */
public final class Subscription {
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

  public String topic() {
    return topic;
  }

  public String endpoint() {
    return endpoint;
  }

  public String arn() {
    return arn;
  }

  String token() {
    return token;
  }

  public boolean confirmed() {
    return confirmed;
  }

  void confirm() {
    confirmed = true;
  }
}
