package io.wabridge.sandbox.whatsapp;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** Verifies a callback before webhooks are sent to it. */
@Component
class Handshake {
  private final HttpClient http;

  Handshake(HttpClient http) {
    this.http = http;
  }

  void require(String url, String verifyToken) {
    if (url.length() > 200) {
      throw GraphException.param(
          "Param override_callback_uri must be at most 200 characters long.");
    }
    String challenge =
        Integer.toString(ThreadLocalRandom.current().nextInt(100_000_000, 2_000_000_000));
    String query =
        "hub.mode=subscribe&hub.challenge="
            + challenge
            + "&hub.verify_token="
            + encoded(verifyToken);
    String why;
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + (url.contains("?") ? "&" : "?") + query))
              .timeout(Duration.ofSeconds(10))
              .header("User-Agent", "facebookplatform/1.0")
              .build();
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() == 200 && response.body().equals(challenge)) {
        return;
      }
      why = "HTTP status " + response.statusCode() + ", or the challenge was not echoed";
    } catch (IOException | IllegalArgumentException e) {
      why = "no answer: " + e.getClass().getSimpleName();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      why = "interrupted";
    }
    throw GraphException.of(2200, "Callback verification failed: " + why + ".");
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
