package io.wabridge.sandbox.twilio;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.OwnAddress;
import io.wabridge.sandbox.whatsapp.ProviderAccess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Calls WhatsApp's stand-in with the token of Twilio's own app. */
@Component
class MetaCalls {
  private final HttpClient http;
  private final OwnAddress address;
  private final ProviderAccess access;

  MetaCalls(HttpClient http, OwnAddress address, ProviderAccess access) {
    this.http = http;
    this.address = address;
    this.access = access;
  }

  /** Posts a message or a read mark; an error's answer is returned like any other. */
  JsonNode post(String phoneNumberId, JsonNode message) {
    HttpRequest.Builder request =
        request(phoneNumberId, address.base() + "/" + phoneNumberId + "/messages")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(message)));
    return Json.read(send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
  }

  HttpResponse<InputStream> file(String phoneNumberId, String mediaId) {
    HttpRequest.Builder lookUp = request(phoneNumberId, address.base() + "/" + mediaId);
    byte[] found = send(lookUp, HttpResponse.BodyHandlers.ofByteArray()).body();
    String url = Json.text(Json.read(found), "url");
    if (url == null) {
      throw TwilioException.notFound("media " + mediaId);
    }
    return send(request(phoneNumberId, url), HttpResponse.BodyHandlers.ofInputStream());
  }

  /** The type of the file at a public address; empty if there is none. */
  String typeOf(String url) {
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
      HttpResponse<Void> answer = send(request, HttpResponse.BodyHandlers.discarding());
      return answer.statusCode() == 200
          ? answer.headers().firstValue("Content-Type").orElse("")
          : "";
    } catch (IllegalArgumentException | TwilioException e) {
      return "";
    }
  }

  private HttpRequest.Builder request(String phoneNumberId, String url) {
    ProviderAccess.Grant grant = access.grant(phoneNumberId);
    if (grant == null) {
      throw TwilioException.notFound("sender " + phoneNumberId);
    }
    return HttpRequest.newBuilder(URI.create(url))
        .header("Authorization", "Bearer " + grant.token());
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
    try {
      return http.send(request.timeout(Duration.ofSeconds(20)).build(), body);
    } catch (IOException e) {
      throw new TwilioException(500, 20500, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TwilioException(500, 20500, "interrupted");
    }
  }
}
