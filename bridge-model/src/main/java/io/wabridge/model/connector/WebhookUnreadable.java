package io.wabridge.model.connector;

/** A genuine webhook that is not as the product documents it. */
public class WebhookUnreadable extends Exception {

  private static final long serialVersionUID = 1L;

  public WebhookUnreadable(String message) {
    super(message);
  }
}
