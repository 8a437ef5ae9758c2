package io.wabridge.connectors.desk.genesys;

import io.wabridge.model.Secret;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.Settings;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/**
 * The settings of a Genesys Cloud organization.
 *
 * @param integrationId the Open Messaging integration; blank until connecting creates it
 */
record GenesysSettings(
    String integrationId,
    URI loginUrl,
    URI apiUrl,
    String clientId,
    Secret clientSecret,
    Secret webhookSecret,
    GenesysMarkdown markdown) {

  static final String INTEGRATION_ID = "integrationId";
  static final String CLIENT_ID = "clientId";

  /** Genesys wants more than 15 characters. */
  static final int SHORTEST_SECRET = 16;

  static final String REGION = "region";
  private static final String LOGIN_URL = "loginUrl";
  private static final String API_URL = "apiUrl";
  private static final String OAUTH = "https://help.genesys.cloud/articles/create-an-oauth-client/";

  static final List<Field> FORM =
      List.of(
          Field.region(
                  REGION,
                  "Region",
                  "Where the Genesys Cloud organization runs; the address of its desktop tells.",
                  GenesysRegion.options())
              .optional()
              .foundAt(
                  "https://help.genesys.cloud/articles/aws-regions-for-genesys-cloud-deployment/"),
          Field.text(
                  CLIENT_ID,
                  "Client ID",
                  "The ID of an OAuth client with the grant type Client Credentials.")
              .matching(
                  "[A-Za-z0-9_-]{1,128}", "is 1 to 128 letters, digits, hyphens or underscores")
              .ofCredential()
              .foundAt(OAUTH),
          Field.secret("clientSecret", "Client secret", "The secret of the same OAuth client.")
              .matching("\\S+", "has no spaces")
              .ofCredential()
              .foundAt(OAUTH),
          Field.text(
                  INTEGRATION_ID,
                  "Integration ID",
                  "An existing Open Messaging integration; connecting creates one if left"
                      + " empty.")
              .matching("[A-Za-z0-9-]{1,64}", "is 1 to 64 letters, digits or hyphens")
              .optional()
              .foundAt(
                  "https://help.genesys.cloud/articles/configure-an-open-messaging-integration/"),
          Field.secret(
                  "webhookSecret",
                  "Webhook secret",
                  "The integration's signature secret token; generated if left empty.")
              .matching(
                  ".{" + SHORTEST_SECRET + ",}", "is " + SHORTEST_SECRET + " characters or longer")
              .generatedIfAbsent(),
          GenesysMarkdown.FIELD,
          Field.url(LOGIN_URL, "Login URL", "The address of the login service, without a region.")
              .optional()
              .forOperators(),
          Field.url(API_URL, "API URL", "The address of the platform API, without a region.")
              .optional()
              .forOperators());

  static GenesysSettings of(Settings settings) {
    return new GenesysSettings(
        settings.get(INTEGRATION_ID),
        address(settings, LOGIN_URL, GenesysRegion::loginUrl),
        address(settings, API_URL, GenesysRegion::apiUrl),
        settings.get(CLIENT_ID),
        settings.secret("clientSecret"),
        settings.secret("webhookSecret"),
        GenesysMarkdown.of(settings.get(GenesysMarkdown.NAME)));
  }

  /** A region is required unless both addresses are given. */
  static List<FieldProblem> problems(Settings settings) {
    var login = settings.get(LOGIN_URL).isBlank();
    var api = settings.get(API_URL).isBlank();
    if (!settings.get(REGION).isBlank() || !login && !api) {
      return List.of();
    }
    if (login && api) {
      return List.of(new FieldProblem(REGION, "Region", "is required"));
    }
    return List.of(
        login
            ? new FieldProblem(LOGIN_URL, "Login URL", "is required with an API URL and no region")
            : new FieldProblem(API_URL, "API URL", "is required with a login URL and no region"));
  }

  /**
   * The address as it was entered, otherwise the region's; if there is neither, an address that is
   * refused when called.
   */
  private static URI address(
      Settings settings, String name, Function<GenesysRegion, URI> ofRegion) {
    return settings.get(name).isBlank()
        ? GenesysRegion.of(settings.get(REGION)).map(ofRegion).orElse(URI.create(""))
        : settings.url(name);
  }
}
