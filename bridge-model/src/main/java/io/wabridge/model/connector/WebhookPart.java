package io.wabridge.model.connector;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * One event of a webhook, still in the product's format.
 *
 * @param endpoint the product's id of the endpoint it is for; empty if it names none
 * @param conversationKeys the keys that identify its conversation, the best one first: parts that
 *     share one of them stay in order
 * @param idempotencyKey identifies repeated arrivals
 * @param type what it is: statuses and other signals do not count as messages
 * @param body the event with all that is needed to decode it separately
 */
public record WebhookPart(
    String endpoint, List<String> conversationKeys, String idempotencyKey, Type type, String body) {

  /** Whether something was said. */
  public enum Type {
    MESSAGE,
    SIGNAL
  }

  /** A part whose conversation has a single key. */
  public static WebhookPart message(
      String endpoint, String conversationKey, String idempotencyKey, String body) {
    return new WebhookPart(endpoint, List.of(conversationKey), idempotencyKey, Type.MESSAGE, body);
  }

  /** A status or another signal; its conversation has a single key. */
  public static WebhookPart signal(
      String endpoint, String conversationKey, String idempotencyKey, String body) {
    return new WebhookPart(endpoint, List.of(conversationKey), idempotencyKey, Type.SIGNAL, body);
  }

  /** PostgreSQL indexes no entry above 2.7 KB, and some indexes have two keys. */
  private static final int LONGEST_KEY = 250;

  public WebhookPart {
    conversationKeys = conversationKeys.stream().map(WebhookPart::indexable).distinct().toList();
    idempotencyKey = indexable(idempotencyKey);
  }

  /** The best of its keys. */
  public String conversationKey() {
    return conversationKeys.getFirst();
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
