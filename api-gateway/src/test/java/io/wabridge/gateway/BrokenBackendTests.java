package io.wabridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A service breaks while it answers: the caller never takes less for the whole answer. */
@SpringBootTest(webEnvironment = RANDOM_PORT, properties = "spring.config.name=bridge,api-gateway")
@LocalStores
class BrokenBackendTests {

  private static final MisbehavingServer SERVICE = new MisbehavingServer();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @DynamicPropertySource
  static void backend(DynamicPropertyRegistry registry) {
    registry.add("bridge.services.genesys-api-service", SERVICE::url);
  }

  @LocalServerPort int port;

  private HttpResponse<byte[]> fetch() throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/media/link.signature"));
    return HTTP.send(
        request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void aServiceWithoutAnAnswerIsUnavailable() throws Exception {
    for (var answer : List.of(new Answer.Nothing(), new Answer.Reset())) {
      SERVICE.behave(_ -> answer);
      assertThat(fetch().statusCode()).as("%s", answer).isEqualTo(503);
    }
  }

  @ParameterizedTest
  @CsvSource({"10, true", "10, false", "100000, true", "100000, false"})
  void aServiceThatBreaksLaterGivesNoWholeAnswer(int bytes, boolean chunked) throws Exception {
    SERVICE.behave(_ -> new Answer.CutOff(bytes, chunked));
    try {
      assertThat(fetch().statusCode()).isEqualTo(503);
    } catch (IOException e) {
      assertThat(e).hasMessageNotContaining("timed out");
    }
  }
}
