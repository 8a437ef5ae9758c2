package io.wabridge.suite.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tenants, created through the public API, and their conversations. */
record World(List<Tenant> tenants, List<Talk> talks) {

  /** The admin API at the gateway. */
  record Api(KeepAliveClient gateway, String token) {

    JsonNode get(String path) throws IOException {
      return send("GET", path, new byte[0]);
    }

    JsonNode post(String path, Map<String, ?> json) throws IOException {
      return send(
          "POST",
          path,
          JsonMapper.shared().writeValueAsString(json).getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode send(String method, String path, byte[] body) throws IOException {
      var headers = "Content-Type: application/json\r\nAuthorization: Bearer " + token + "\r\n";
      var answer = gateway.send(method, path, headers, body);
      if (!answer.good()) {
        throw new IOException(
            method + " " + path + " was answered " + answer.status() + " " + answer.text());
      }
      return JsonMapper.shared().readTree(answer.body());
    }
  }

  /** Creates the tenants; conversations are divided among the first of them. */
  static World create(
      String run,
      Api api,
      Place place,
      int tenants,
      int ofPersons,
      int persons,
      WhatsAppSide phones,
      DeskSide desks)
      throws IOException {
    var all = new ArrayList<Tenant>();
    for (var i = 0; i < tenants; i++) {
      var tenant = new Tenant(run, i);
      phones.register(tenant);
      desks.register(tenant);
      onboard(tenant, api, place);
      all.add(tenant);
    }
    var talks = new ArrayList<Talk>();
    for (var i = 0; i < persons; i++) {
      talks.add(new Talk(i, all.get(i % ofPersons)));
    }
    return new World(all, talks);
  }

  private static void onboard(Tenant tenant, Api api, Place place) throws IOException {
    tenant.id = api.post("/api/v1/tenants", Map.of("name", tenant.name)).path("id").asString();
    var path = "/api/v1/tenants/" + tenant.id;
    var desk = "http://127.0.0.1:" + place.port("SANDBOX_GENESYS_PORT");
    tenant.deskId =
        api.post(
                path + "/desks",
                Map.of(
                    "name",
                    tenant.name + " desk",
                    "kind",
                    "genesys",
                    "settings",
                    Map.of(
                        "loginUrl",
                        desk,
                        "apiUrl",
                        desk,
                        "clientId",
                        tenant.clientId,
                        "clientSecret",
                        tenant.clientSecret)))
            .path("id")
            .asString();
    tenant.channelId =
        api.post(
                path + "/channels",
                Map.of(
                    "name",
                    tenant.name + " number",
                    "kind",
                    "cloud",
                    "deskId",
                    tenant.deskId,
                    "settings",
                    Map.of(
                        "phoneNumberId",
                        tenant.phoneNumberId,
                        "accountId",
                        tenant.accountId,
                        "accessToken",
                        tenant.accessToken,
                        "appSecret",
                        tenant.appSecret,
                        "apiUrl",
                        "http://127.0.0.1:" + place.port("SANDBOX_WHATSAPP_PORT"))))
            .path("id")
            .asString();
    for (var what : new String[] {"/desks/" + tenant.deskId, "/channels/" + tenant.channelId}) {
      for (var step : new String[] {"/connect", "/test"}) {
        var found = api.post(path + what + step, Map.of());
        if (!found.path("working").asBoolean()) {
          throw new IOException("a connection does not work: " + found);
        }
      }
    }
  }
}
