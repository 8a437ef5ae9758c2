package io.wabridge.tenant;

import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.wabridge.model.Ids;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.Stores;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running tenant-service over HTTP. */
@SpringBootTest(
    webEnvironment = RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,tenant-service",
      // as on a production installation, independent of the environment of the tests
      "bridge.public-url=http://localhost:8080",
      "bridge.whatsapp.graph-url=https://graph.facebook.com",
      "bridge.outside.allow-explicit-addresses=false"
    })
@LocalStores
@Import(EchoConnectors.class)
abstract class TenantServiceTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  static final String TENANTS = "/api/v1/tenants";

  @LocalServerPort int port;
  @Autowired JdbcClient db;
  @Autowired JsonMapper json;

  final String unique = Ids.next();

  /** An answer, read as JSON. */
  record Answer(int status, String type, String location, String body, JsonNode json) {
    String text(String field) {
      return json.path(field).asString("");
    }

    /** The problem that a refusal reports for a field; empty if there is none. */
    String problem(String field) {
      for (var error : json.path("errors")) {
        if (error.path("field").asString().equals(field)) {
          return error.path("label").asString() + " " + error.path("problem").asString();
        }
      }
      return "";
    }
  }

  Answer send(String method, String path, String body) {
    return send(method, path, body, Stores.INTERNAL_TOKEN);
  }

  Answer send(String method, String path, String body, String token) {
    try {
      var answer =
          HTTP.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      var text = answer.body();
      return new Answer(
          answer.statusCode(),
          answer.headers().firstValue("Content-Type").orElse(""),
          answer.headers().firstValue("Location").orElse(""),
          text,
          text.startsWith("{") || text.startsWith("[")
              ? json.readTree(text)
              : json.createObjectNode());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  Answer get(String path) {
    return send("GET", path, "");
  }

  Answer post(String path, String body) {
    return send("POST", path, body);
  }

  String tenant() {
    return post(TENANTS, "{\"name\":\"Acme %s\"}".formatted(Ids.next())).text("id");
  }

  String newChannel(String number) {
    return """
    {"name":"Support","kind":"cloud","settings":{"phoneNumberId":"%s","accountId":"waba-1",
     "accessToken":"EAAG-token","appSecret":"app-s3cret","verifyToken":"verify-s3cret"}}
    """
        .formatted(number);
  }

  String newDesk() {
    return """
    {"name":"Desk","kind":"genesys","settings":{"region":"eu-central-1","clientId":"client-1",
     "clientSecret":"client-s3cret","webhookSecret":"webhook-s3cret-that-is-long"}}
    """;
  }

  String newEchoDesk() {
    return """
    {"name":"Echo","kind":"echodesk","settings":{"baseUrl":"https://echo.example/","code":"ABC",
     "plan":"small","account":"first","apiKey":"first-s3cret"}}
    """;
  }

  String number() {
    return "n" + Ids.next();
  }

  String channel(String tenant) {
    return post(TENANTS + "/" + tenant + "/channels", newChannel(number())).text("id");
  }

  String desk(String tenant) {
    return post(TENANTS + "/" + tenant + "/desks", newDesk()).text("id");
  }
}
