package io.wabridge.sandbox.whatsapp;

/** A company between Meta and a business that posts the webhooks of its numbers in its own way. */
public interface NumberProvider {

  /** Whether it posts the webhooks of this number, so that Meta's own subscriptions do not. */
  boolean serves(String phoneNumberId);

  /** Blocks until the webhook was accepted (true) or given up (false). */
  boolean post(String phoneNumberId, byte[] body, String about);

  /** Back to the initial data. */
  void reset();
}
