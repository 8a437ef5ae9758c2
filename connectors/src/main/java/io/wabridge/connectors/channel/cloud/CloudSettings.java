package io.wabridge.connectors.channel.cloud;

import io.wabridge.model.Secret;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.Settings;
import java.net.URI;
import java.util.List;

/**
 * The settings of a number at Meta.
 *
 * @param phoneNumberId Graph's id of the number
 * @param accountId the WhatsApp Business Account (WABA); blank for numbers that were entered before
 *     this field existed
 * @param phoneNumber in digits; blank until it is known
 * @param apiUrl Graph
 * @param apiVersion as "v26.0"
 */
record CloudSettings(
    String phoneNumberId,
    String accountId,
    String phoneNumber,
    URI apiUrl,
    String apiVersion,
    Secret appSecret,
    Secret verifyToken) {

  static final String NUMBER = "phoneNumber";
  static final String ACCESS_TOKEN = "accessToken";

  private static final String GRAPH = "https://graph.facebook.com";
  private static final String VERSION = "v26.0";
  private static final String ID = "[A-Za-z0-9_-]{1,64}";
  private static final String ID_HELP = "is 1 to 64 letters, digits, hyphens or underscores";
  private static final String NO_SPACES = "\\S+";
  private static final String NO_SPACES_HELP = "has no spaces";
  private static final String NUMBERS =
      "https://business.facebook.com/latest/whatsapp_manager/phone_numbers";

  static final List<Field> FORM =
      List.of(
          Field.text(
                  "phoneNumberId",
                  "Phone number ID",
                  "Meta's ID of the number, which is not the phone number itself.")
              .matching(ID, ID_HELP)
              .foundAt(NUMBERS),
          Field.text(
                  "accountId",
                  "WhatsApp Business Account ID",
                  "The account (WABA) the number belongs to; its webhooks are subscribed for it.")
              .matching(ID, ID_HELP)
              .foundAt(NUMBERS),
          Field.text(
                  NUMBER,
                  "Phone number",
                  "The number in digits, with country code; connecting fills it in. Meta names it"
                      + " in reports about quality.")
              .matching("[0-9]{5,20}", "is 5 to 20 digits")
              .optional(),
          Field.secret(
                  ACCESS_TOKEN,
                  "Access token",
                  "A system user's token with whatsapp_business_messaging and"
                      + " whatsapp_business_management.")
              .matching(NO_SPACES, NO_SPACES_HELP)
              .foundAt("https://business.facebook.com/latest/settings/system_users"),
          Field.secret(
                  "appSecret",
                  "App secret",
                  "The secret of the Meta app, with which Meta signs its webhooks.")
              .matching(NO_SPACES, NO_SPACES_HELP)
              .foundAt("https://developers.facebook.com/apps"),
          Field.secret(
                  "verifyToken",
                  "Verify token",
                  "Sent by Meta when it verifies the webhook's address; generated if left empty.")
              .matching(NO_SPACES, NO_SPACES_HELP)
              .generatedIfAbsent(),
          Field.url("apiUrl", "API URL", "The address of the Graph API.")
              .withDefault(GRAPH)
              .forOperators(),
          Field.text("apiVersion", "API version", "The version of the Graph API.")
              .matching("v[0-9]+\\.[0-9]+", "looks like " + VERSION)
              .withDefault(VERSION)
              .foundAt("https://developers.facebook.com/docs/graph-api/changelog"));

  static CloudSettings of(Settings settings) {
    return new CloudSettings(
        settings.get("phoneNumberId"),
        settings.get("accountId"),
        settings.get(NUMBER),
        settings.get("apiUrl").isBlank() ? URI.create(GRAPH) : settings.url("apiUrl"),
        settings.get("apiVersion").isBlank() ? VERSION : settings.get("apiVersion"),
        settings.secret("appSecret"),
        settings.secret("verifyToken"));
  }
}
