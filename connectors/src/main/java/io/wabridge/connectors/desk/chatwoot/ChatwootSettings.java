package io.wabridge.connectors.desk.chatwoot;

import io.wabridge.connectors.Digests;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.Settings;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an inbox at Chatwoot.
 *
 * @param inboxId the API inbox; blank until connecting creates it
 * @param inboxIdentifier names the inbox in Chatwoot's public API; blank if it is not known
 * @param webhookSecret signs the webhooks; empty for versions of Chatwoot that sign none
 * @param addressSecret a part of the webhook's address, for those versions
 * @param sendsAutomatic whether greetings, absence notes and surveys reach the person
 * @param escapes whether characters that Markdown would interpret are escaped in persons' texts
 */
record ChatwootSettings(
    URI baseUrl,
    String accountId,
    String inboxId,
    String inboxIdentifier,
    Secret webhookSecret,
    Secret addressSecret,
    boolean sendsAutomatic,
    boolean escapes) {

  static final String ACCESS_TOKEN = "accessToken";
  static final String INBOX_ID = "inboxId";
  static final String INBOX_IDENTIFIER = "inboxIdentifier";
  static final String WEBHOOK_SECRET = "webhookSecret";

  /** The parameter of the webhook's address with the address secret. */
  static final String KEY = "key";

  private static final String BASE_URL = "baseUrl";
  private static final String ACCOUNT_ID = "accountId";
  private static final String ADDRESS_SECRET = "addressSecret";
  private static final String AUTOMATIC = "automaticMessages";
  private static final String PERSON_TEXT = "personText";
  private static final String NUMBER = "[0-9]{1,18}";
  private static final String NUMBER_HELP = "is a number";
  private static final int LONGEST_HOST = 60;

  static final List<Field> FORM =
      List.of(
          Field.url(
              BASE_URL, "Chatwoot address", "The address of Chatwoot, as its agents open it."),
          Field.text(
                  ACCOUNT_ID, "Account ID", "The number after /accounts/ in Chatwoot's addresses.")
              .matching(NUMBER, NUMBER_HELP),
          Field.secret(
                  ACCESS_TOKEN,
                  "Access token",
                  "The access token of an administrator of the account, from the profile settings.")
              .matching("\\S+", "has no spaces"),
          Field.text(
                  INBOX_ID,
                  "Inbox ID",
                  "An existing inbox of the type API; connecting creates one if left empty.")
              .matching(NUMBER, NUMBER_HELP)
              .optional(),
          Field.text(
                  INBOX_IDENTIFIER,
                  "Inbox identifier",
                  "The inbox' identifier in Chatwoot's public API; connecting fills it in.")
              .matching("[A-Za-z0-9_-]{1,64}", "is 1 to 64 letters, digits, hyphens or underscores")
              .optional(),
          Field.secret(
                  WEBHOOK_SECRET,
                  "Webhook secret",
                  "The inbox' webhook secret in versions of Chatwoot that sign; connecting reads"
                      + " it.")
              .matching("\\S+", "has no spaces")
              .optional(),
          Field.secret(
                  ADDRESS_SECRET,
                  "Address secret",
                  "Part of the webhook address, for versions of Chatwoot that do not sign;"
                      + " generated if left empty.")
              .matching("[A-Za-z0-9_-]{16,128}", "is 16 to 128 letters, digits or hyphens")
              .generatedIfAbsent(),
          Field.choice(
                  AUTOMATIC,
                  "Automatic messages",
                  "Whether Chatwoot's greetings, absence notes and surveys reach the customer.",
                  List.of(
                      new Field.Option("send", "Send them"),
                      new Field.Option("ignore", "Do not send them")))
              .withDefault("send"),
          Field.choice(
                  PERSON_TEXT,
                  "Customers' texts",
                  "Whether characters that Chatwoot may interpret as Markdown are escaped.",
                  List.of(
                      new Field.Option("plain", "As they were written"),
                      new Field.Option("escaped", "With escaped characters")))
              .withDefault("plain"));

  static ChatwootSettings of(Settings settings) {
    return new ChatwootSettings(
        settings.url(BASE_URL),
        settings.get(ACCOUNT_ID),
        settings.get(INBOX_ID),
        settings.get(INBOX_IDENTIFIER),
        settings.secret(WEBHOOK_SECRET),
        settings.secret(ADDRESS_SECRET),
        !settings.get(AUTOMATIC).equals("ignore"),
        settings.get(PERSON_TEXT).equals("escaped"));
  }

  /**
   * The id of the inbox among those of all installations of Chatwoot; inboxes of two installations
   * may have the same number. Null before the inbox is known.
   */
  @Nullable String externalId() {
    if (inboxId.isBlank()) {
      return null;
    }
    var host = String.valueOf(baseUrl.getAuthority()).toLowerCase(Locale.ROOT);
    var where =
        host.matches("[a-z0-9.-]{1," + LONGEST_HOST + "}")
            ? host
            : Digests.sha256Hex(host).substring(0, 16);
    return where + "_" + accountId + "_" + inboxId;
  }
}
