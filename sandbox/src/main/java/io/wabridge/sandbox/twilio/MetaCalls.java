package io.wabridge.sandbox.twilio;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.whatsapp.ProviderCalls;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Calls WhatsApp's stand-in with the token of Twilio's own app. */
@Component
class MetaCalls {
  private final ProviderCalls calls;
  private final HttpClient http;

  MetaCalls(ProviderCalls calls, HttpClient http) {
    this.calls = calls;
    this.http = http;
  }

  /** Posts a message or a read mark; an error's answer is returned like any other. */
  JsonNode post(String phoneNumberId, JsonNode message) {
    return answered(() -> calls.post(phoneNumberId, message));
  }

  HttpResponse<InputStream> file(String phoneNumberId, String mediaId) {
    String url = Json.text(answered(() -> calls.lookUp(phoneNumberId, mediaId)), "url");
    if (url == null) {
      throw TwilioException.notFound("media " + mediaId);
    }
    return answered(() -> calls.open(phoneNumberId, url));
  }

  private static <T> T answered(Supplier<T> call) {
    try {
      return call.get();
    } catch (ProviderCalls.Failed e) {
      throw new TwilioException(500, 20500, String.valueOf(e.getMessage()));
    }
  }

  /** The type of the file at a public address; empty if there is none. */
  String typeOf(String url) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).build();
      HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
      return answer.statusCode() == 200
          ? answer.headers().firstValue("Content-Type").orElse("")
          : "";
    } catch (IllegalArgumentException | IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
