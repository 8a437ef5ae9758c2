package io.wabridge.model.connector;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One event of a webhook, still in the product's format.
 *
 * @param endpoint the product's id of the endpoint it is for; empty if it names none
 * @param conversationKey parts with the same key stay in order
 * @param idempotencyKey identifies repeated arrivals
 * @param body the event with all that is needed to decode it separately
 */
public record WebhookPart(
    String endpoint, String conversationKey, String idempotencyKey, String body) {

  /** PostgreSQL indexes no entry above 2.7 KB, and some indexes have two keys. */
  private static final int LONGEST_KEY = 250;

  public WebhookPart {
    conversationKey = indexable(conversationKey);
    idempotencyKey = indexable(idempotencyKey);
  }

  /** A key that is compared and indexed; one longer than any real key is replaced by its hash. */
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

  /** Contains personal data: only the keys are for logs. */
  @Override
  public String toString() {
    return "WebhookPart[" + endpoint + ", " + body.length() + " characters]";
  }
}
