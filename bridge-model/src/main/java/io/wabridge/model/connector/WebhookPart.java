package io.wabridge.model.connector;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One event of a webhook, still in the product's words.
 *
 * @param endpoint the product's id of the endpoint it is for; empty if it names none
 * @param conversationKey what must stay in order
 * @param idempotencyKey what makes two arrivals the same
 * @param body the event with all that is needed to understand it alone
 */
public record WebhookPart(
    String endpoint, String conversationKey, String idempotencyKey, String body) {

  /** PostgreSQL indexes no entry above 2.7 KB, and some of ours have two keys. */
  private static final int LONGEST_KEY = 250;

  public WebhookPart {
    conversationKey = indexable(conversationKey);
    idempotencyKey = indexable(idempotencyKey);
  }

  /** A key that is compared and indexed; one longer than any real key is known by its hash. */
  public static String indexable(String key) {
    if (key.length() <= LONGEST_KEY) {
      return key;
    }
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return "h:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** Carries what people wrote: only the keys are for logs. */
  @Override
  public String toString() {
    return "WebhookPart[" + endpoint + ", " + body.length() + " characters]";
  }
}
