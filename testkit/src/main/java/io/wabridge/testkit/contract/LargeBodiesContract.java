package io.wabridge.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.testkit.BadPayloads;
import io.wabridge.testkit.Signed;
import io.wabridge.testkit.UnfinishedPost;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Unsigned bodies take no memory, and all bodies in total only what the budget allows: {@code
 * bridge.webhooks.body-budget=4MB}. The subclass starts the service.
 */
public abstract class LargeBodiesContract {

  private static final int LARGEST = BadPayloads.LARGEST;
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration WHILE = Duration.ofMillis(700);

  private final List<UnfinishedPost> open = new ArrayList<>();
  private String address = "";

  /** The address of a new endpoint's webhooks. */
  protected abstract String newAddress();

  /** A webhook that is accepted. */
  protected abstract String good();

  /** The signature of a body with the endpoint's secret, or of nothing with another secret. */
  protected abstract String sign(byte @Nullable [] body);

  @BeforeEach
  void begin() {
    address = newAddress();
  }

  @AfterEach
  void closeAll() {
    open.forEach(UnfinishedPost::close);
    await().atMost(SOON).until(() -> send(goodAndLarge()) == 200);
  }

  private UnfinishedPost unfinished(String signature, String type, int announced, int sent) {
    var post =
        UnfinishedPost.send(
            "POST",
            address,
            Map.of("X-Hub-Signature-256", signature, "Content-Type", type),
            announced,
            sent);
    open.add(post);
    return post;
  }

  private UnfinishedPost large(int sent) {
    return unfinished(sign(null), "application/json", LARGEST, sent);
  }

  private byte[] goodAndSmall() {
    return good().getBytes(UTF_8);
  }

  private byte[] goodAndLarge() {
    var good = good();
    return (good + " ".repeat(LARGEST - good.length())).getBytes(UTF_8);
  }

  private int send(byte[] body) {
    return Signed.post(address, body, sign(body)).statusCode();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-www-form-urlencoded"})
  void abuse01_refusesAnUnsignedRequestBeforeItsBodyIsRead(String type) {
    var forged = sign(null);
    for (var signature :
        List.of("", "sha256=", "sha256=00", forged + "0", forged.replace("sha256", "sha1"), "x")) {
      var post = unfinished(signature, type, LARGEST, 0);

      assertThat(post.status(SOON)).as(signature).isEqualTo(OptionalInt.of(401));
    }
  }

  @Test
  void refusesAFormByAnotherMethodBeforeItIsRead() {
    for (var method : List.of("PUT", "PATCH", "DELETE")) {
      try (var form =
          UnfinishedPost.send(
              method,
              address,
              Map.of("Content-Type", "application/x-www-form-urlencoded"),
              LARGEST,
              0)) {
        assertThat(form.status(SOON)).as(method).isEqualTo(OptionalInt.of(405));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP", "deflate", "br", "identity, gzip", "x-unknown"})
  void abuse07_refusesAnEncodedBodyBeforeItIsRead(String encoding) {
    var body = BadPayloads.gzipped(goodAndSmall());
    try (var post =
        UnfinishedPost.send(
            "POST",
            address,
            Map.of(
                "X-Hub-Signature-256",
                sign(body),
                "Content-Type",
                "application/json",
                "Content-Encoding",
                encoding),
            body.length,
            0)) {
      assertThat(post.status(SOON)).isEqualTo(OptionalInt.of(415));
      assertThat(post.header("Accept-Encoding")).isEqualTo("identity");
      assertThat(post.header("Content-Type")).startsWith("application/problem+json");
    }
  }

  @Test
  void readsABodyWithTheIdentityEncoding() throws Exception {
    var body = goodAndSmall();
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address))
                    .header("Content-Type", "application/json")
                    .header("Content-Encoding", "identity")
                    .header("X-Hub-Signature-256", sign(body))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build(),
                HttpResponse.BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAnUnknownAddressBeforeTheBodyIsRead() {
    var known = address;
    address = known.replaceFirst("/[a-z]+-([^/]+)$", "/unknown-$1");

    assertThat(large(0).status(SOON)).isEqualTo(OptionalInt.of(404));
    address = known;
  }

  @Test
  void abuse07_bodiesOverTheBudgetAnswer503() {
    var first = large(1000);
    assertThat(first.status(WHILE)).isEmpty();

    var second = large(0);
    assertThat(second.status(SOON)).isEqualTo(OptionalInt.of(503));
    assertThat(second.header("Retry-After")).isEqualTo("1");
    assertThat(second.header("Content-Type")).startsWith("application/problem+json");
    assertThat(send(goodAndSmall())).as("a small one beside it").isEqualTo(200);

    first.close();
    await().atMost(SOON).until(() -> send(goodAndLarge()) == 200);
    for (var time = 0; time < 5; time++) {
      assertThat(send(goodAndLarge())).as("answered requests use no budget").isEqualTo(200);
    }
  }

  @Test
  void abuse08_survivesAHundredLargeForgedBodies() {
    var read = 0;
    var refused = 0;
    for (var number = 0; number < 100; number++) {
      large(LARGEST - 1);
    }
    for (var post : open) {
      var status = post.status(SOON);
      if (status.isEmpty()) {
        read++;
      } else if (status.getAsInt() == 503) {
        refused++;
      }
    }

    assertThat(read).as("being read").isEqualTo(1);
    assertThat(refused).as("answered 503").isEqualTo(99);
    assertThat(send(goodAndSmall())).isEqualTo(200);
  }

  @Test
  void readsABodyOfUnknownLengthUpToTheLimit() throws Exception {
    assertThat(chunked(goodAndSmall())).isEqualTo(200);
    assertThat(chunked(goodAndLarge())).isEqualTo(200);
    assertThat(chunked(new byte[LARGEST + 1])).isEqualTo(413);

    var held = large(1000);
    assertThat(held.status(WHILE)).isEmpty();
    assertThat(chunked(goodAndLarge())).isEqualTo(503);
    assertThat(chunked(goodAndSmall())).isEqualTo(200);
  }

  private int chunked(byte[] body) throws Exception {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(
            HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", sign(body))
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }
}
