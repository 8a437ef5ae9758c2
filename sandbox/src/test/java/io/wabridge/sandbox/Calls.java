package io.wabridge.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Short calls of one of the stand-ins. */
public final class Calls {
  public record Answer(int status, String body, HttpResponse<?> response) {
    public JsonNode json() {
      return Json.read(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    public int code() {
      return json().path("error").path("code").asInt();
    }

    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private String header = "Authorization";
  private String token = "";

  public Calls(String base) {
    this.base = base;
  }

  public Calls as(String bearer) {
    token = bearer;
    return this;
  }

  /** Shows a key in a header of its own instead of a token. */
  public Calls as(String keyHeader, String key) {
    header = keyHeader;
    token = key;
    return this;
  }

  public Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, null, "application/json");
  }

  public Answer post(String path, String json) throws IOException, InterruptedException {
    return send("POST", path, json, "application/json");
  }

  public Answer send(String method, String path, String body, String type)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", type);
    if (!token.isEmpty()) {
      request.header(header, shown());
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body(), response);
  }

  private String shown() {
    boolean bearer = header.equals("Authorization") && !token.startsWith("Basic ");
    return bearer ? "Bearer " + token : token;
  }

  public String upload(String path, String mime, byte[] bytes)
      throws IOException, InterruptedException {
    String head =
        "--x\r\nContent-Disposition: form-data; name=\"messaging_product\"\r\n\r\nwhatsapp\r\n"
            + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\nContent-Type: "
            + mime
            + "\r\n\r\n";
    var body = new java.io.ByteArrayOutputStream();
    body.write(head.getBytes());
    body.write(bytes);
    body.write("\r\n--x--\r\n".getBytes());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .header("Content-Type", "multipart/form-data; boundary=x")
            .header(header, shown())
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
