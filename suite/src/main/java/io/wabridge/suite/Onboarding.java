package io.wabridge.suite;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Creates a tenant through the public API, with the same calls as an admin. */
final class Onboarding {

  /** The created tenant. */
  record Tenant(String id, String phoneNumberId, String channelId, String deskId) {}

  /** A WhatsApp number and its credentials. */
  record Number(String phoneNumberId, String accountId, String accessToken, String appSecret) {

    /** The sandbox's predefined number. */
    static final Number SEEDED =
        new Number(
            "900800700600500",
            "700100200300400",
            "sandbox-whatsapp-token",
            "local-test-secret-0001");
  }

  /** The sandbox's predefined account at Chatwoot. */
  static final String CHATWOOT_ACCOUNT = "3";

  /** The sandbox's predefined instance of Amazon Connect. */
  static final String CONNECT_INSTANCE = "11111111-2222-4333-8444-555555555555";

  private static final Number AT_CONNECT =
      new Number("900800700600502", "700100200300402", "token-connect", "secret-connect-00001");

  private static final Number AT_CHATWOOT =
      new Number("900800700600501", "700100200300401", "token-chatwoot", "secret-chatwoot-0001");

  private static final Number OF_BOT =
      new Number("900800700600503", "700100200300403", "token-bot", "secret-bot-0001");

  private final Http api;
  private final Addresses addresses;

  Onboarding(Addresses addresses) {
    this.api = new Http(addresses.gateway(), addresses.adminToken());
    this.addresses = addresses;
  }

  /** A tenant with a number at Meta. */
  Tenant onboard(String name, Number number, String readMarks) {
    return onboard(name, cloud(name, number, readMarks));
  }

  static Map<String, ?> cloud(String name, Number number, String readMarks) {
    return Map.of(
        "name",
        name + " number",
        "kind",
        "cloud",
        "readMarks",
        readMarks,
        "settings",
        Map.of(
            "phoneNumberId", number.phoneNumberId(),
            "accountId", number.accountId(),
            "accessToken", number.accessToken(),
            "appSecret", number.appSecret()));
  }

  /** A desk in this account at Chatwoot. */
  Map<String, ?> atChatwoot(String name, String account, String token) {
    return Map.of(
        "name",
        name,
        "kind",
        "chatwoot",
        "settings",
        Map.of("baseUrl", addresses.chatwoot(), "accountId", account, "accessToken", token));
  }

  /** A desk at this instance of the sandbox's Amazon Connect. */
  Map<String, ?> atConnect(String name, JsonNode instance) {
    return Map.of(
        "name",
        name,
        "kind",
        "connect",
        "settings",
        Map.of(
            "region", instance.path("region").asString(),
            "instanceId", instance.path("id").asString(),
            "contactFlowId", instance.path("flowId").asString(),
            "topicArn", instance.path("topicArn").asString(),
            "accessKeyId", instance.path("accessKeyId").asString(),
            "secretAccessKey", instance.path("secretAccessKey").asString(),
            "endpointUrl", addresses.connect()));
  }

  /** A tenant with a number at Meta and a desk at this instance of Amazon Connect. */
  Tenant onboardAtConnect(String name, Number number, JsonNode instance) {
    return onboard(name, atConnect("WhatsApp", instance), cloud(name, number, "ON_REPLY"));
  }

  /** A desk that is a bot with its events at this address. */
  static Map<String, ?> ofBot(String name, String eventsUrl) {
    return Map.of(
        "name",
        name,
        "kind",
        "api",
        "settings",
        Map.of(
            "eventsUrl", eventsUrl,
            "signingSecret", BotDesktop.SIGNING_SECRET,
            "apiKey", BotDesktop.API_KEY));
  }

  /** A tenant with this channel and a desk at Genesys. */
  Tenant onboard(String name, Map<String, ?> channel) {
    return onboard(
        name,
        Map.of(
            "name",
            name + " desk",
            "kind",
            "genesys",
            "settings",
            Map.of(
                "loginUrl",
                addresses.genesys(),
                "apiUrl",
                addresses.genesys(),
                "clientId",
                "sandbox-genesys-client",
                "clientSecret",
                "sandbox-genesys-secret")),
        channel);
  }

  /** A tenant with this desk and this channel. */
  Tenant onboard(String name, Map<String, ?> newDesk, Map<String, ?> channel) {
    var tenant = api.post("/api/v1/tenants", Map.of("name", name)).path("id").asString();
    var desk = api.post("/api/v1/tenants/" + tenant + "/desks", newDesk);
    var body = new HashMap<String, Object>(channel);
    body.put("deskId", desk.path("id").asString());
    var created = api.post("/api/v1/tenants/" + tenant + "/channels", body);
    return connect(
        new Tenant(
            tenant,
            created.path("externalId").asString(""),
            created.path("id").asString(),
            desk.path("id").asString()));
  }

  /**
   * Sets the bridge's webhooks on both sides; repeated because the sandbox loses them when it
   * restarts.
   */
  Tenant connect(Tenant tenant) {
    var path = "/api/v1/tenants/" + tenant.id();
    working(api.post(path + "/desks/" + tenant.deskId() + "/connect", Map.of()));
    working(api.post(path + "/channels/" + tenant.channelId() + "/connect", Map.of()));
    working(api.post(path + "/desks/" + tenant.deskId() + "/test", Map.of()));
    working(api.post(path + "/channels/" + tenant.channelId() + "/test", Map.of()));
    return tenant;
  }

  private static void working(JsonNode connection) {
    if (!connection.path("working").asBoolean()) {
      throw new IllegalStateException("a connection does not work: " + connection);
    }
  }

  /** The tenant of the endless demo; the same one at every start. */
  Tenant seeded(String name, String readMarks) {
    return existing(name).orElseGet(() -> onboard(name, Number.SEEDED, readMarks));
  }

  /** The same at Chatwoot, with a number of its own. */
  Tenant seededAtChatwoot(String name, String readMarks) {
    var number = AT_CHATWOOT;
    add(number, "+1 555-010-0201", "500400300200101");
    return existing(name)
        .orElseGet(() ->
            onboard(
                name,
                atChatwoot("WhatsApp", CHATWOOT_ACCOUNT, "sandbox-chatwoot-token"),
                cloud(name, number, readMarks)));
  }

  /** The same at Amazon Connect. */
  Tenant seededAtConnect(String name, String readMarks) {
    var number = AT_CONNECT;
    add(number, "+1 555-010-0202", "500400300200102");
    var instance =
        new Http(addresses.connect(), null)
            .get("/sandbox/instances")
            .path("items")
            .valueStream()
            .filter(one -> one.path("id").asString().equals(CONNECT_INSTANCE))
            .findFirst()
            .orElseThrow();
    return existing(name)
        .orElseGet(
            () -> onboard(name, atConnect("WhatsApp", instance), cloud(name, number, readMarks)));
  }

  /** The same with a bot, with a number of its own. */
  Tenant seededWithBot(String name, String eventsUrl) {
    var number = OF_BOT;
    add(number, "+1 555-010-0203", "500400300200103");
    return existing(name)
        .orElseGet(() -> onboard(name, ofBot("Bot", eventsUrl), cloud(name, number, "NEVER")));
  }

  /** Adds the number to the sandbox. */
  void add(Number number, String display, String app) {
    new Http(addresses.whatsapp(), null)
        .post(
            "/sandbox/numbers",
            Map.of(
                "phoneNumberId", number.phoneNumberId(),
                "display", display,
                "wabaId", number.accountId(),
                "appId", app,
                "appSecret", number.appSecret(),
                "accessToken", number.accessToken()));
  }

  private Optional<Tenant> existing(String name) {
    for (var tenant : api.get("/api/v1/overview").path("tenants")) {
      if (tenant.path("name").asString().equals(name)) {
        return Optional.of(
            connect(
                new Tenant(
                    tenant.path("id").asString(),
                    tenant.path("channels").path(0).path("externalId").asString(),
                    tenant.path("channels").path(0).path("id").asString(),
                    tenant.path("desks").path(0).path("id").asString())));
      }
    }
    return Optional.empty();
  }

  /** The desk's id of the tenant's inbox. */
  String integration(Tenant tenant) {
    return api.get("/api/v1/tenants/" + tenant.id() + "/desks/" + tenant.deskId())
        .path("externalId")
        .asString();
  }

  JsonNode messages(Tenant tenant) {
    return api.get("/api/v1/tenants/" + tenant.id() + "/messages?limit=200");
  }
}
