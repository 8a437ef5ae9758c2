package io.wabridge.genesys.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.wabridge.kit.store.MediaLinks;
import io.wabridge.model.Ids;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.contract.MisbehavingServer;
import io.wabridge.testkit.contract.MisbehavingServer.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The store breaks while a desk fetches a file: the desk never takes less for the whole file. */
@SpringBootTest(
    webEnvironment = RANDOM_PORT,
    properties = "spring.config.name=bridge,genesys-api-service")
@LocalStores
class MediaOfABrokenStoreTests {

  private static final MisbehavingServer STORE = new MisbehavingServer();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @DynamicPropertySource
  static void store(DynamicPropertyRegistry registry) {
    registry.add("bridge.store.endpoint", STORE::url);
  }

  @LocalServerPort int port;
  @Autowired MediaLinks links;

  private HttpResponse<byte[]> fetch(String... range) throws Exception {
    var signed =
        links.sign(
            new MediaLinks.Target("media-inbound", Ids.next(), "image/png", ""),
            Duration.ofDays(1));
    var request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + port + URI.create(signed).getPath()));
    if (range.length > 0) {
      request.header("Range", range[0]);
    }
    return HTTP.send(
        request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void aStoreWithoutAnAnswerIsUnavailable() throws Exception {
    for (var answer : List.of(new Answer.Nothing(), new Answer.Reset(), Answer.of(503, "{}"))) {
      STORE.behave(_ -> answer);
      assertThat(fetch().statusCode()).as("%s", answer).isEqualTo(503);
      assertThat(fetch("bytes=5-").statusCode()).as("%s, range", answer).isEqualTo(503);
    }
  }

  @Test
  void aStoreThatBreaksAtOnceIsUnavailable() throws Exception {
    STORE.behave(_ -> new Answer.CutOff(10, false));
    assertThat(fetch().statusCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStoreThatBreaksLaterCutsTheAnswerOff(boolean chunked) {
    STORE.behave(_ -> new Answer.CutOff(100_000, chunked));
    assertThatThrownBy(this::fetch).isInstanceOf(IOException.class);
  }
}
