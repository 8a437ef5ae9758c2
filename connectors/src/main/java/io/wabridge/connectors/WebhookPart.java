package io.wabridge.connectors;

/**
 * One event of a webhook, still in the other side's words.
 *
 * @param endpoint the other side's id of the number or integration it is for; empty if it names
 *     none
 * @param conversationKey what must stay in order
 * @param idempotencyKey what makes two arrivals the same
 * @param body the event with all it needs to be understood alone, as JSON
 */
public record WebhookPart(
    String endpoint, String conversationKey, String idempotencyKey, String body) {
  public WebhookPart {
    conversationKey = Fields.indexable(conversationKey);
    idempotencyKey = Fields.indexable(idempotencyKey);
  }
}
