package io.wabridge.model.connector;

import io.wabridge.model.Delivery;
import io.wabridge.model.Message;

/** Ability: a message's file is brought to the product before the message that shows it. */
public interface UploadsMedia {

  /**
   * Uploads the file; {@code Accepted} carries the product's id of it. No person sees it yet, so it
   * may be repeated and its outcome is never uncertain.
   */
  Delivery upload(Message message, Context context);
}
