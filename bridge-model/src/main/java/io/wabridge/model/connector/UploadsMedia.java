package io.wabridge.model.connector;

import io.wabridge.model.Delivery;
import io.wabridge.model.Message;

/** Ability: a message's file is uploaded to the product before the message that refers to it. */
public interface UploadsMedia {

  /**
   * Uploads the file; {@code Accepted} carries the product's id of it. It is not visible yet, so
   * the upload may be repeated and its outcome is never uncertain.
   */
  Delivery upload(Message message, Context context);
}
