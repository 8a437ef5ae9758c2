package io.wabridge.suite.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The minimal server and client, with each other and with the JDK's client. */
class KeepAliveClientTests {

  @Test
  void exchangesBytesOverOneConnection() throws IOException {
    var asked = new AtomicReference<LeanServer.Request>();
    try (var server =
            new LeanServer(
                0,
                request -> {
                  asked.set(request);
                  return new LeanServer.Reply(201, "text/plain", request.body());
                });
        var client = new KeepAliveClient("127.0.0.1", server.port())) {
      for (var text : new String[] {"é one", "", "three"}) {
        var body = text.getBytes(StandardCharsets.UTF_8);
        var answer = client.send("POST", "/a?b=c", "X-One: two\r\n", body);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text()).isEqualTo(text);
        assertThat(asked.get().path()).isEqualTo("/a?b=c");
        assertThat(asked.get().header("x-one")).isEqualTo("two");
      }
    }
  }

  @Test
  void decodesChunks() throws Exception {
    try (var server = new LeanServer(0, r -> LeanServer.Reply.json(200, new String(r.body())));
        var client = java.net.http.HttpClient.newHttpClient()) {
      var request =
          java.net.http.HttpRequest.newBuilder(
                  java.net.URI.create("http://127.0.0.1:" + server.port() + "/"))
              .version(java.net.http.HttpClient.Version.HTTP_1_1)
              .POST(
                  java.net.http.HttpRequest.BodyPublishers.ofInputStream(
                      () -> new java.io.ByteArrayInputStream("in chunks".getBytes())))
              .build();
      var answer = client.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("in chunks");
    }
  }
}
