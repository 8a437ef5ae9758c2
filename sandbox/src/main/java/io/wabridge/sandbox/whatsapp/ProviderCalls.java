package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.OwnAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The calls of a provider's own app to Meta. */
@Component
public class ProviderCalls {

  /** Meta did not answer, or there is no such number. */
  public static final class Failed extends RuntimeException {
    Failed(String message) {
      super(message, null, false, false);
    }
  }

  private final HttpClient http;
  private final OwnAddress address;
  private final ProviderAccess access;

  ProviderCalls(HttpClient http, OwnAddress address, ProviderAccess access) {
    this.http = http;
    this.address = address;
    this.access = access;
  }

  /** Posts a message or a read mark; an error's answer is returned like any other. */
  public JsonNode post(String phoneNumberId, JsonNode message) {
    HttpRequest.Builder request =
        request(phoneNumberId, address.base() + "/" + phoneNumberId + "/messages")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(message)));
    return json(request);
  }

  /** What Meta says about a file; it has no url if there is none. */
  public JsonNode lookUp(String phoneNumberId, String mediaId) {
    return json(request(phoneNumberId, address.base() + "/" + mediaId));
  }

  /** Opens a file at the address that Meta gave; close it. */
  public HttpResponse<InputStream> open(String phoneNumberId, String url) {
    return send(request(phoneNumberId, url), HttpResponse.BodyHandlers.ofInputStream());
  }

  /** Uploads a file; an error's answer is returned like any other. */
  public JsonNode upload(String phoneNumberId, byte[] file, String mimeType, String filename) {
    String boundary = "sandbox-" + Integer.toHexString(filename.hashCode());
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(field(boundary, "messaging_product", "whatsapp"));
    form.writeBytes(field(boundary, "type", mimeType));
    form.writeBytes(
        ("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                .formatted(boundary, filename, mimeType))
            .getBytes(StandardCharsets.UTF_8));
    form.writeBytes(file);
    form.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return json(
        request(phoneNumberId, address.base() + "/" + phoneNumberId + "/media")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray())));
  }

  private static byte[] field(String boundary, String name, String value) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(boundary, name, value)
        .getBytes(StandardCharsets.UTF_8);
  }

  private JsonNode json(HttpRequest.Builder request) {
    return Json.read(send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
  }

  private HttpRequest.Builder request(String phoneNumberId, String url) {
    ProviderAccess.@Nullable Grant grant = access.grant(phoneNumberId);
    if (grant == null) {
      throw new Failed("There is no number " + phoneNumberId);
    }
    return HttpRequest.newBuilder(URI.create(url))
        .header("Authorization", "Bearer " + grant.token());
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
    try {
      return http.send(request.timeout(Duration.ofSeconds(20)).build(), body);
    } catch (IOException e) {
      throw new Failed(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed("interrupted");
    }
  }
}
