package io.wabridge.connectors.channel.dialog360;

import io.wabridge.model.Secret;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.Settings;
import java.net.URI;
import java.util.List;

/**
 * The settings of a number at 360dialog.
 *
 * @param apiUrl 360dialog's gateway
 * @param webhookSecret the value of the header that is registered with the webhook's address
 * @param platformSecret signs the webhooks of a partner's account; empty for a direct client
 * @param registeredUrl the address that connecting registered; blank before that
 */
record Dialog360Settings(
    URI apiUrl, Secret webhookSecret, Secret platformSecret, String registeredUrl) {

  static final String API_KEY = "apiKey";
  static final String PHONE_NUMBER_ID = "phoneNumberId";
  static final String REGISTERED_URL = "registeredUrl";

  private static final String WEBHOOK_SECRET = "webhookSecret";
  private static final String PLATFORM_SECRET = "platformSecret";
  private static final String API_URL = "apiUrl";
  private static final String GATEWAY = "https://waba-v2.360dialog.io";
  private static final String NO_SPACES = "\\S+";
  private static final String NO_SPACES_HELP = "has no spaces";

  static final List<Field> FORM =
      List.of(
          Field.secret(API_KEY, "API key", "The key of the number, generated in the 360dialog Hub.")
              .matching(NO_SPACES, NO_SPACES_HELP),
          Field.text(
                  PHONE_NUMBER_ID,
                  "Phone number ID",
                  "Meta's ID of the number; needed only if webhooks of several numbers arrive at"
                      + " one address.")
              .matching("[A-Za-z0-9_-]{1,64}", "is 1 to 64 letters, digits, hyphens or underscores")
              .optional(),
          // 360dialog refuses underscores in header values (d360 1)
          Field.secret(
                  WEBHOOK_SECRET,
                  "Webhook secret",
                  "Sent by 360dialog in a header of every webhook; generated if left empty.")
              .matching("[A-Za-z0-9-]{16,128}", "is 16 to 128 letters, digits or hyphens")
              .generatedIfAbsent(),
          Field.secret(
                  PLATFORM_SECRET,
                  "Platform secret",
                  "The secret with which a 360dialog partner's webhooks are signed, from the"
                      + " Partner Hub.")
              .matching(NO_SPACES, NO_SPACES_HELP)
              .optional(),
          Field.url(
                  REGISTERED_URL,
                  "Registered address",
                  "The webhook address that was registered at 360dialog; connecting fills it in.")
              .optional(),
          Field.url(API_URL, "API URL", "The address of 360dialog's messaging API.")
              .withDefault(GATEWAY)
              .forOperators());

  static Dialog360Settings of(Settings settings) {
    return new Dialog360Settings(
        settings.get(API_URL).isBlank() ? URI.create(GATEWAY) : settings.url(API_URL),
        settings.secret(WEBHOOK_SECRET),
        settings.secret(PLATFORM_SECRET),
        settings.get(REGISTERED_URL));
  }

  boolean provesWebhooks() {
    return !webhookSecret.reveal().isEmpty() || !platformSecret.reveal().isEmpty();
  }
}
