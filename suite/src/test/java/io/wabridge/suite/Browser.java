package io.wabridge.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser without a page: keeps cookies, and shows the CSRF token as the portal does. */
final class Browser {

  /** An answer of the gateway. */
  record Answer(int status, JsonNode body, HttpResponse<String> response) {
    String code() {
      return body.path("code").asString("");
    }
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final String gateway;
  private final Map<String, String> cookies = new HashMap<>();
  private final Map<String, String> headers = new HashMap<>();
  private String csrf = "";

  Browser(String gateway) {
    this.gateway = gateway;
  }

  /** The same browser in other hands: a copy of the cookies, as a thief has them. */
  Browser stolen() {
    var thief = new Browser(gateway);
    thief.cookies.putAll(cookies);
    thief.csrf = csrf;
    return thief;
  }

  Browser withoutCsrf() {
    csrf = "";
    return this;
  }

  Browser with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  Map<String, String> cookies() {
    return cookies;
  }

  Answer get(String path) {
    return send("GET", path, null);
  }

  Answer post(String path, Object body) {
    return send("POST", path, body);
  }

  Answer send(String method, String path, Object body) {
    var text = body == null ? "" : JSON.writeValueAsString(body);
    var request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : gateway + path))
            .method(method, HttpRequest.BodyPublishers.ofString(text));
    if (!path.startsWith("http")) {
      headers.forEach(request::header);
    }
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (!csrf.isEmpty()) {
      request.header("X-CSRF-Token", csrf);
    }
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(one -> one.getKey() + "=" + one.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      var answer = new Answer(response.statusCode(), json(response), response);
      if (answer.body().has("csrf")) {
        csrf = answer.body().path("csrf").asString();
      }
      return answer;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Lines of JSON are not read. */
  private static JsonNode json(HttpResponse<String> response) {
    var type = response.headers().firstValue("Content-Type").orElse("");
    return response.body().startsWith("{") && !type.contains("ndjson")
        ? JSON.readTree(response.body())
        : JSON.createObjectNode();
  }

  private void keep(String cookie) {
    var pair = cookie.split(";", 2)[0].split("=", 2);
    if (cookie.contains("Max-Age=0") || pair[1].isEmpty()) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  Answer signIn(String email, String password) {
    return signIn(email, password, "");
  }

  Answer signIn(String email, String password, String code) {
    return post("/api/v1/session", Map.of("email", email, "password", password, "code", code));
  }
}
