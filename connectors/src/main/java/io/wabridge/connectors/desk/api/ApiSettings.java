package io.wabridge.connectors.desk.api;

import io.wabridge.model.Secret;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.Settings;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * The settings of a system that is connected by API.
 *
 * @param eventsUrl where events are posted
 * @param signingSecrets sign the events; during a rotation there are two
 * @param apiKey what the system shows when it calls the bridge
 */
record ApiSettings(URI eventsUrl, List<Secret> signingSecrets, Secret apiKey) {

  private static final String EVENTS_URL = "eventsUrl";
  private static final String SIGNING_SECRET = "signingSecret";
  private static final String API_KEY = "apiKey";
  private static final String STANDARD = "https://www.standardwebhooks.com/";

  static final List<Field> FORM =
      List.of(
          Field.url(
              EVENTS_URL,
              "Events URL",
              "The address that receives messages and statuses as signed POST requests."),
          Field.secret(
                  SIGNING_SECRET,
                  "Signing secret",
                  "Signs the events. Two secrets, separated by a space, are both used: enter the"
                      + " new one first to replace the old one without a gap.")
              .matching("\\S{24,200}( \\S{24,200})?", "is 24 to 200 characters, or two such values")
              .foundAt(STANDARD),
          Field.secret(
                  API_KEY,
                  "API key",
                  "The last part of the bearer token wbk_<desk id>_<API key> that the system sends"
                      + " with its replies.")
              .matching("[A-Za-z0-9-]{24,200}", "is 24 to 200 letters, digits or hyphens"));

  static ApiSettings of(Settings settings) {
    return new ApiSettings(
        settings.url(EVENTS_URL),
        Arrays.stream(settings.secret(SIGNING_SECRET).reveal().split(" ")).map(Secret::of).toList(),
        settings.secret(API_KEY));
  }
}
