package io.wabridge.connectors.desk.api;

import io.wabridge.model.Secret;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.Settings;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * The settings of a system that is connected by API.
 *
 * @param eventsUrl where events are posted
 * @param signingSecrets sign the events; during a rotation there are two
 * @param apiKeys the system shows one of them when it calls the bridge; during a rotation there are
 *     two
 */
record ApiSettings(URI eventsUrl, List<Secret> signingSecrets, List<Secret> apiKeys) {

  private static final String EVENTS_URL = "eventsUrl";
  private static final String SIGNING_SECRET = "signingSecret";
  private static final String PREVIOUS_SIGNING_SECRET = "previousSigningSecret";
  private static final String API_KEY = "apiKey";
  private static final String PREVIOUS_API_KEY = "previousApiKey";
  private static final String STANDARD = "https://www.standardwebhooks.com/";

  private static final String SECRET = "\\S{24,200}";
  private static final String SECRET_RULE = "is 24 to 200 characters without spaces";
  private static final String KEY = "[A-Za-z0-9-]{24,200}";
  private static final String KEY_RULE = "is 24 to 200 letters, digits or hyphens";

  static final List<Field> FORM =
      List.of(
          Field.url(
              EVENTS_URL,
              "Events URL",
              "The address that receives messages and statuses as signed POST requests."),
          Field.secret(
                  SIGNING_SECRET,
                  "Signing secret",
                  "Signs the events: whsec_ and 24 to 64 random bytes in Base64.")
              .matching(SECRET, SECRET_RULE)
              .foundAt(STANDARD),
          Field.secret(
                  PREVIOUS_SIGNING_SECRET,
                  "Previous signing secret",
                  "Signs the events, too, until it is removed: for a change without a gap.")
              .matching(SECRET, SECRET_RULE)
              .optional(),
          Field.secret(
                  API_KEY,
                  "API key",
                  "The last part of the bearer token wbk_<desk id>_<API key> that the system sends"
                      + " with its requests.")
              .matching(KEY, KEY_RULE),
          Field.secret(
                  PREVIOUS_API_KEY,
                  "Previous API key",
                  "Is accepted, too, until it is removed: for a change without a gap.")
              .matching(KEY, KEY_RULE)
              .optional());

  static ApiSettings of(Settings settings) {
    return new ApiSettings(
        settings.url(EVENTS_URL),
        secrets(settings, SIGNING_SECRET, PREVIOUS_SIGNING_SECRET),
        secrets(settings, API_KEY, PREVIOUS_API_KEY));
  }

  private static List<Secret> secrets(Settings settings, String... names) {
    return Stream.of(names).filter(settings::hasSecret).map(settings::secret).toList();
  }
}
