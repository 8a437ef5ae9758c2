package io.wabridge.model.connector;

/** A genuine webhook that is not what the product's documentation promises. */
public class WebhookUnreadable extends Exception {

  private static final long serialVersionUID = 1L;

  public WebhookUnreadable(String message) {
    super(message);
  }
}
