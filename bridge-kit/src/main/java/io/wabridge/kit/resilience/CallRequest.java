package io.wabridge.kit.resilience;

import io.wabridge.model.Message;
import org.jspecify.annotations.Nullable;

/**
 * A call somebody wants to make to an endpoint.
 *
 * @param key the same for every try of the same call
 * @param person for whom the message is; null if the call is no message to a person
 * @param message whether it counts as a message of the endpoint
 * @param file whether it carries a file, and so may take its time
 */
public record CallRequest(
    String key, CallPriority priority, @Nullable String person, boolean message, boolean file) {

  /** A message, carrying its file with it if {@code file}. */
  public static CallRequest message(Message message, boolean file) {
    return new CallRequest(
        message.id().value(), CallPriority.MESSAGE, message.person().key(), true, file);
  }

  /** Anything that is no message. */
  public static CallRequest signal(String key, CallPriority priority) {
    return new CallRequest(key, priority, null, false, false);
  }
}
