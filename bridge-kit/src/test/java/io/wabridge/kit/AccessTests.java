package io.wabridge.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.Stores;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who has access, and what a refusal reports. */
@SpringBootTest(
    classes = KitTestService.class,
    webEnvironment = RANDOM_PORT,
    properties = "spring.config.name=bridge")
@LocalStores
class AccessTests {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @LocalServerPort int port;

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private HttpResponse<String> ask(String json) throws Exception {
    return send(
        to("/api/v1/questions")
            .header("Authorization", "Bearer " + Stores.INTERNAL_TOKEN)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/internal/hello", "/internal//hello", "/api/v1/questions", "/api/x"})
  void refusesRequestsWithoutTheInternalToken(String path) throws Exception {
    assertThat(send(to(path)).statusCode()).isIn(400, 401);
    assertThat(send(to(path).header("Authorization", "Bearer wrong")).statusCode()).isIn(400, 401);
    assertThat(send(to(path).header("Authorization", Stores.INTERNAL_TOKEN)).statusCode())
        .isIn(400, 401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//internal/hello",
        "/%69nternal/hello",
        "/internal;x=1/hello",
        "/./internal/hello",
        "/webhooks/../internal/hello",
        "/webhooks/%2e%2e/internal/hello",
        "/INTERNAL/hello"
      })
  void otherSpellingsOfAPathDoNotBypassTheToken(String path) throws Exception {
    var answer = send(to(path));

    assertThat(answer.body()).doesNotContain("inside");
    assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void acceptsTheInternalTokenAndWebhooksWithoutIt() throws Exception {
    var token = "Bearer " + Stores.INTERNAL_TOKEN;
    assertThat(send(to("/internal/hello").header("Authorization", token)).body())
        .isEqualTo("inside");
    assertThat(send(to("/webhooks/hello")).body()).isEqualTo("outside");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"missing\",\"shortName\":\"a\"}|404|There is no such tenant.",
        "{\"name\":\"twice\",\"shortName\":\"a\"}|409|It is there already.",
        "{\"name\":\"wrong\",\"shortName\":\"a\"}|400|This is wrong.",
        "{\"name\":\" \",\"shortName\":\"long\"}|400|name must not be blank; shortName size",
        "{\"name\":\"a\",\"count\":\"hunter2\"}|400|The field count is not as expected.",
        "{\"name\":\"a\",\"cuont\":\"hunter2\"}|400|The field cuont is unknown. Known fields: count, name, shortName",
        "{\"name\":|400|The body is not the JSON expected here."
      })
  void aRefusalNamesTheErrorWithoutRepeatingValues(String json, int status, String detail)
      throws Exception {
    var answer = ask(json);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains(detail).doesNotContain("hunter2", "Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=2&name=a&count=3|200|a 2 3",
        "limti=2|400|The query parameter limti is unknown. Known parameters: count, limit, name, shortName",
        "id=2|400|The query parameter id is unknown",
        "%6Eame=a%26|200|a& 1 null",
        "NAME=a|400|The query parameter NAME is unknown"
      })
  void abuse18_refusesUnknownQueryParameters(String query, int status, String body) throws Exception {
    var answer = send(token(to("/api/v1/questions/7?" + query)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|200|done",
        "{ }|200|done",
        "{\"dryRun\":true}|400|takes no body",
        "[1]|400|takes no body"
      })
  void refusesABodyWhereNoneIsExpected(String json, int status, String body) throws Exception {
    var answer =
        send(
            token(to("/api/v1/questions/7/end"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(body);
  }

  /**
   * Services of the next version and outside products may send fields that this version does not
   * know.
   */
  @Test
  void internalCallsAndWebhooksMayHaveUnknownFields() throws Exception {
    var answer =
        send(
            token(to("/internal/questions?new=1"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"a\",\"new\":1}")));

    assertThat(answer.body()).contains("\"name\":\"a\"");
    assertThat(send(to("/webhooks/hello?new=1")).body()).isEqualTo("outside");
  }

  private static HttpRequest.Builder token(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + Stores.INTERNAL_TOKEN);
  }

  @Test
  void healthNeedsNoTokenAndReportsTheBroker() throws Exception {
    var health = send(to("/actuator/health"));

    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).contains("\"rabbit\"").doesNotContain("redis");
  }
}
