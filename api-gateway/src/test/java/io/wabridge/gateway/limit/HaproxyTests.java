package io.wabridge.gateway.limit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.StandIn.Answer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The gateway behind HAProxy with the configuration in deploy/haproxy; needs haproxy and openssl.
 */
@SpringBootTest(
    webEnvironment = RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,api-gateway",
      "bridge.gateway.trusted-proxies=127.0.0.1",
      "bridge.gateway.limits.connections=1"
    })
@LocalStores
@EnabledIf(value = "installed", disabledReason = "HAProxy is not installed on this machine")
class HaproxyTests {

  private static final StandIn SERVICE =
      StandIn.answering(
          asked -> asked.path().contains("forged") ? new Answer(401, "{}") : Answer.ok("{}"));

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    registry.add("bridge.services.whatsapp-webhook-service", SERVICE::url);
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  static boolean installed() {
    return List.of("haproxy", "openssl").stream()
        .allMatch(name ->
            List.of("/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", "/usr/local/bin/").stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place + name))));
  }

  @LocalServerPort int port;
  @TempDir Path folder;

  private Process haproxy;
  private int https;
  private int http;
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    https = freePort();
    http = freePort();
    certificate();
    var configuration = Path.of("../deploy/haproxy/haproxy.cfg").toAbsolutePath().normalize();
    var process =
        new ProcessBuilder("haproxy", "-db", "-f", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("haproxy.log").toFile());
    process.environment().put("PATH", System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin");
    process.environment().put("WABRIDGE_HTTPS", "127.0.0.1:" + https);
    process.environment().put("WABRIDGE_HTTP", "127.0.0.1:" + http);
    process.environment().put("WABRIDGE_CERTIFICATE", folder.resolve("bridge.pem").toString());
    process.environment().put("WABRIDGE_GATEWAY", "127.0.0.1:" + port);
    process.command().set(0, place("haproxy"));
    haproxy = process.start();
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trustingAnything())
            .build();
    await()
        .atMost(20, SECONDS)
        .until(() -> {
          assertThat(haproxy.isAlive())
              .as(Files.readString(folder.resolve("haproxy.log")))
              .isTrue();
          return open(https) && open(http);
        });
  }

  @AfterEach
  void end() {
    haproxy.destroyForcibly();
  }

  private static String place(String name) {
    return List.of("/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", "/usr/local/bin/").stream()
        .map(place -> place + name)
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElseThrow();
  }

  private void certificate() throws Exception {
    var key = folder.resolve("key.pem");
    var certificate = folder.resolve("certificate.pem");
    var made =
        new ProcessBuilder(
                place("openssl"),
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("openssl.log").toFile())
            .start()
            .waitFor();
    assertThat(made).isZero();
    Files.writeString(
        folder.resolve("bridge.pem"), Files.readString(certificate) + Files.readString(key));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean open(int port) {
    try (var socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static SSLContext trustingAnything() throws Exception {
    var context = SSLContext.getInstance("TLS");
    context.init(
        null,
        new TrustManager[] {
          new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
              return new X509Certificate[0];
            }
          }
        },
        new SecureRandom());
    return context;
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + https + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void passesRequestsOnAndSaysThatTheyCameOverTls() throws Exception {
    var answer = get("/webhooks/whatsapp/x");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
  }

  @Test
  void abuse24_doesNotShowTheActuator() throws Exception {
    assertThat(get("/actuator/health").statusCode()).isEqualTo(404);
    assertThat(get("/actuator/prometheus").statusCode()).isEqualTo(404);
  }

  @Test
  void sendsBrowsersToHttps() throws Exception {
    var answer =
        client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + "/x")).build(),
            HttpResponse.BodyHandlers.discarding());

    assertThat(answer.statusCode()).isEqualTo(308);
    assertThat(answer.headers().firstValue("Location").orElse("")).startsWith("https://");
  }

  /** The address that counts is the one that HAProxy sees, and not one that the caller names. */
  @Test
  void abuse08_aCallerCannotChooseItsAddress() throws Exception {
    var statuses = new ArrayList<Integer>();
    for (var forged = 0; forged < 80; forged++) {
      var answer =
          get(
              "/webhooks/whatsapp/forged",
              "X-Forwarded-For",
              "203.0.113." + forged,
              "Forwarded",
              "for=203.0.113." + forged);
      statuses.add(answer.statusCode());
    }

    assertThat(statuses).contains(429);
  }

  @Test
  void abuse07_cutsAHeaderThatNeverEnds() throws Exception {
    var socket = (Socket) trustingAnything().getSocketFactory().createSocket("127.0.0.1", https);
    try (socket) {
      socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ".getBytes(US_ASCII));

      var answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);

      // it ends, with an answer or without
      assertThat(answer).matches("|HTTP/1.1 408[\\s\\S]*");
    }
  }

  @Test
  void abuse08_limitsTheConnectionsOfAnAddress() throws Exception {
    var sockets = new ArrayList<Socket>();
    try {
      for (var number = 0; number < 320; number++) {
        sockets.add(new Socket("127.0.0.1", http));
      }
      var last = sockets.getLast();
      last.setSoTimeout(2000);
      assertThat(closed(last)).isTrue();
      sockets.getFirst().setSoTimeout(500);
      assertThat(closed(sockets.getFirst())).isFalse();
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  private static boolean closed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    }
  }
}
