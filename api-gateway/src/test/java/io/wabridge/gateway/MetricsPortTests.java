package io.wabridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.wabridge.testkit.LocalStores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The metrics port serves the gateway's metrics and nothing else. */
@SpringBootTest(webEnvironment = RANDOM_PORT, properties = "spring.config.name=bridge,api-gateway")
@LocalStores
class MetricsPortTests {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int METRICS = free();

  @DynamicPropertySource
  static void metricsPort(DynamicPropertyRegistry registry) {
    registry.add("bridge.gateway.metrics-port", () -> METRICS);
  }

  @LocalServerPort int port;

  private static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void servesMetricsAtTheMetricsPortOnly() throws Exception {
    assertThat(get(METRICS, "/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
    assertThat(get(port, "/actuator/prometheus").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/actuator", "/actuator/health", "/webhooks/whatsapp/x", "/api/v1/tenants"})
  void servesNothingElseAtTheMetricsPort(String path) throws Exception {
    assertThat(get(METRICS, path).statusCode()).isEqualTo(404);
  }
}
