package io.wabridge.kit.resilience;

import io.wabridge.model.Message;
import org.jspecify.annotations.Nullable;

/**
 * The request for a call to an endpoint.
 *
 * @param key the same for every try of the same call
 * @param person the recipient of the message; null if the call is not a message to a person
 * @param message whether it counts as a message of the endpoint
 * @param file whether it carries a file, and so may take longer
 */
public record CallRequest(
    String key, CallPriority priority, @Nullable String person, boolean message, boolean file) {

  /** A message, with its file if {@code file}. */
  public static CallRequest message(Message message, boolean file) {
    return new CallRequest(
        message.id().value(), CallPriority.MESSAGE, message.person().key(), true, file);
  }

  /** Any call that is not a message. */
  public static CallRequest signal(String key, CallPriority priority) {
    return new CallRequest(key, priority, null, false, false);
  }
}
