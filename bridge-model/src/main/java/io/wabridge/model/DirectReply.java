package io.wabridge.model;

/** What a desk replied in its answer to a message, instead of by a request of its own. */
public sealed interface DirectReply {

  /**
   * A valid reply in the desk's own format, as a part of a webhook.
   *
   * @param conversationKey that of the desk's other replies in the conversation, so that they stay
   *     in order
   * @param idempotencyKey the same when the message is delivered again
   */
  record Said(String conversationKey, String idempotencyKey, String body) implements DirectReply {

    /** The body contains what was said: it does not appear in logs. */
    @Override
    public String toString() {
      return "Said[" + idempotencyKey + "]";
    }
  }

  /**
   * A reply that is not valid, and so is not sent.
   *
   * @param problem for the path of the message; without its content
   */
  record Refused(String problem) implements DirectReply {}
}
