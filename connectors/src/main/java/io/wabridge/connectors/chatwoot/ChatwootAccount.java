package io.wabridge.connectors.chatwoot;

import io.wabridge.connectors.Digests;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where an inbox is, and how its webhooks are recognized: the settings that all connectors for
 * Chatwoot have.
 *
 * @param baseUrl the address of Chatwoot, as its agents open it
 * @param id the number of the account
 * @param inboxId the number of the inbox; blank if it is not known yet
 * @param webhookSecret signs the webhooks; empty for versions of Chatwoot that sign none
 * @param addressSecret a part of the webhook's address, for those versions
 */
public record ChatwootAccount(
    URI baseUrl, String id, String inboxId, Secret webhookSecret, Secret addressSecret) {

  public static final String ACCESS_TOKEN = "accessToken";
  public static final String INBOX_ID = "inboxId";
  public static final String WEBHOOK_SECRET = "webhookSecret";

  /** What an id of Chatwoot looks like, and the words for it in a form. */
  public static final String NUMBER = "[0-9]{1,18}";

  public static final String NUMBER_HELP = "is a number";

  private static final String BASE_URL = "baseUrl";
  private static final String ACCOUNT_ID = "accountId";
  private static final String ADDRESS_SECRET = "addressSecret";

  /** The parameter of the webhook's address with the address secret. */
  private static final String KEY = "key";

  private static final int LONGEST_HOST = 60;

  public static final Field ADDRESS_FIELD =
      Field.url(BASE_URL, "Chatwoot address", "The address of Chatwoot, as its agents open it.");

  public static final Field ID_FIELD =
      Field.text(ACCOUNT_ID, "Account ID", "The number after /accounts/ in Chatwoot's addresses.")
          .matching(NUMBER, NUMBER_HELP);

  public static final Field TOKEN_FIELD =
      Field.secret(
              ACCESS_TOKEN,
              "Access token",
              "The access token of an administrator of the account, from the profile settings.")
          .matching("\\S+", "has no spaces");

  public static final Field ADDRESS_SECRET_FIELD =
      Field.secret(
              ADDRESS_SECRET,
              "Address secret",
              "Part of the webhook address, for versions of Chatwoot that do not sign;"
                  + " generated if left empty.")
          .matching("[A-Za-z0-9_-]{16,128}", "is 16 to 128 letters, digits or hyphens")
          .generatedIfAbsent();

  /**
   * The field of the secret that signs the webhooks.
   *
   * @param help what it belongs to
   */
  public static Field webhookSecretField(String help) {
    return Field.secret(WEBHOOK_SECRET, "Webhook secret", help)
        .matching("\\S+", "has no spaces")
        .optional();
  }

  /** Reads the settings. */
  public static ChatwootAccount of(Settings settings) {
    return new ChatwootAccount(
        settings.url(BASE_URL),
        settings.get(ACCOUNT_ID),
        settings.get(INBOX_ID),
        settings.secret(WEBHOOK_SECRET),
        settings.secret(ADDRESS_SECRET));
  }

  /**
   * The id of the inbox among those of all installations of Chatwoot; inboxes of two installations
   * may have the same number. Null before the inbox is known.
   */
  public @Nullable String externalId() {
    if (inboxId.isBlank()) {
      return null;
    }
    var host = String.valueOf(baseUrl.getAuthority()).toLowerCase(Locale.ROOT);
    var where =
        host.matches("[a-z0-9.-]{1," + LONGEST_HOST + "}")
            ? host
            : Digests.sha256Hex(host).substring(0, 16);
    return where + "_" + id + "_" + inboxId;
  }

  /** The webhook's address, with the address secret if there is one. */
  public URI webhookAddress(URI webhookUrl) {
    var key = addressSecret.reveal();
    return key.isEmpty() ? webhookUrl : URI.create(webhookUrl + query(key));
  }

  /** Whether an address that Chatwoot shows has the address secret, if there is one. */
  public boolean hasAddressSecret(String url) {
    var key = addressSecret.reveal();
    return key.isEmpty() || url.endsWith(query(key));
  }

  private static String query(String key) {
    return "?" + KEY + "=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
  }

  /** Whether Chatwoot sent the request: by its signature, or where it does not sign by the key. */
  public boolean sent(WebhookRequest request, Instant now) {
    return webhookSecret.reveal().isEmpty()
        ? addressed(request)
        : ChatwootSignature.genuine(request, webhookSecret, now);
  }

  private boolean addressed(WebhookRequest request) {
    var key = request.parameter(KEY);
    return key != null
        && !addressSecret.reveal().isEmpty()
        && MessageDigest.isEqual(utf8(addressSecret.reveal()), utf8(key));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
