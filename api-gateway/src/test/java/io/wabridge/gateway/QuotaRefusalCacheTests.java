package io.wabridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.StandIn.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A channel above its quota is refused by the gateway for a second; others are not affected. */
@SpringBootTest(webEnvironment = RANDOM_PORT, properties = "spring.config.name=bridge,api-gateway")
@LocalStores
class QuotaRefusalCacheTests {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final StandIn WHATSAPP =
      StandIn.answering(
          asked -> asked.path().endsWith("/overquota") ? new Answer(429, "{}") : Answer.ok("{}"));

  @DynamicPropertySource
  static void service(DynamicPropertyRegistry registry) {
    registry.add("bridge.services.whatsapp-webhook-service", WHATSAPP::url);
  }

  @AfterAll
  static void stop() {
    WHATSAPP.close();
  }

  @LocalServerPort int port;

  private HttpResponse<String> post(String channel) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + port + "/webhooks/whatsapp/" + channel))
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void asksTheServiceOncePerSecondWhileAChannelIsOverQuota() {
    assertThat(post("overquota").statusCode()).isEqualTo(429);

    var again = post("overquota");
    for (var time = 0; time < 20; time++) {
      assertThat(post("overquota").statusCode()).isEqualTo(429);
    }

    assertThat(again.statusCode()).isEqualTo(429);
    assertThat(again.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(again.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(WHATSAPP.asked("/webhooks/whatsapp/overquota").size()).isLessThan(15);
    assertThat(post("another").statusCode()).isEqualTo(200);
    var before = WHATSAPP.asked("/webhooks/whatsapp/overquota").size();
    await()
        .atMost(5, TimeUnit.SECONDS)
        .pollInterval(300, TimeUnit.MILLISECONDS)
        .until(() -> {
          post("overquota");
          return WHATSAPP.asked("/webhooks/whatsapp/overquota").size() > before;
        });
  }
}
