package io.wabridge.genesys.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.wabridge.kit.store.Bucket;
import io.wabridge.kit.store.MediaLinks;
import io.wabridge.kit.store.ObjectStore;
import io.wabridge.model.Ids;
import io.wabridge.testkit.LocalStores;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Files for the desk: by signed link only, whole or in ranges, from a real S3 store. */
@SpringBootTest(
    webEnvironment = RANDOM_PORT,
    properties = "spring.config.name=bridge,genesys-api-service")
@LocalStores
class MediaControllerTests {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @LocalServerPort int port;
  @Autowired ObjectStore store;
  @Autowired MediaLinks links;

  private final byte[] bytes = new byte[10_000];
  private final String key = "tenant/" + Ids.next();

  @BeforeEach
  void keepAFile() throws Exception {
    new Random(1).nextBytes(bytes);
    store.put(
        Bucket.MEDIA_INBOUND, key, new ByteArrayInputStream(bytes), bytes.length, "image/png");
  }

  private String link(Duration life, String filename) {
    var signed =
        links.sign(new MediaLinks.Target("media-inbound", key, "image/png", filename), life);
    return "http://127.0.0.1:" + port + URI.create(signed).getPath();
  }

  private HttpResponse<byte[]> send(String method, String url, String range) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.noBody());
    if (!range.isEmpty()) {
      request.header("Range", range);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void abuse14_servesAFileAsAnAttachmentWithItsTypeLengthAndName() throws Exception {
    var answer = send("GET", link(Duration.ofDays(7), "Fäx \"1\".png"), "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(bytes);
    assertThat(header(answer, "Content-Type")).isEqualTo("image/png");
    assertThat(header(answer, "Content-Length")).isEqualTo("10000");
    assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(header(answer, "Content-Disposition")).startsWith("attachment");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Content-Security-Policy")).contains("sandbox");
  }

  @Test
  void answersHeadWithoutTheBytes() throws Exception {
    var answer = send("HEAD", link(Duration.ofDays(7), ""), "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Length")).isEqualTo("10000");
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-99, 0, 99",
    "bytes=500-, 500, 9999",
    "bytes=-10, 9990, 9999",
    "bytes=9000-20000, 9000, 9999"
  })
  void servesARange(String range, int from, int to) throws Exception {
    var answer = send("GET", link(Duration.ofDays(7), ""), range);

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(header(answer, "Content-Range")).isEqualTo("bytes " + from + "-" + to + "/10000");
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(bytes, from, to + 1));
  }

  @Test
  void answers416ForARangeBeyondTheEnd() throws Exception {
    var answer = send("GET", link(Duration.ofDays(7), ""), "bytes=20000-");

    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(header(answer, "Content-Range")).isEqualTo("bytes */10000");
  }

  @Test
  void ignoresAnInvalidRange() throws Exception {
    assertThat(send("GET", link(Duration.ofDays(7), ""), "lines=1-2").statusCode()).isEqualTo(200);
  }

  @Test
  void abuse15_refusesAnExpiredOrChangedLink() throws Exception {
    assertThat(send("GET", link(Duration.ofSeconds(-1), ""), "").statusCode()).isEqualTo(403);
    var link = link(Duration.ofDays(7), "");
    var middle = link.length() - 60;
    var changed =
        link.substring(0, middle)
            + (link.charAt(middle) == 'A' ? 'B' : 'A')
            + link.substring(middle + 1);
    assertThat(send("GET", changed, "").statusCode()).isEqualTo(403);
    assertThat(send("GET", "http://127.0.0.1:" + port + "/media/guessed", "").statusCode())
        .isEqualTo(403);
  }

  @Test
  void answers404ForADeletedFile() throws Exception {
    var signed =
        links.sign(
            new MediaLinks.Target("media-inbound", "tenant/" + Ids.next(), "image/png", ""),
            Duration.ofDays(1));

    assertThat(
            send("GET", "http://127.0.0.1:" + port + URI.create(signed).getPath(), "").statusCode())
        .isEqualTo(404);
  }

  /** The type is what the sender claimed. */
  @ParameterizedTest
  @CsvSource({
    "text/html, application/octet-stream",
    "TEXT/HTML; charset=utf-7, application/octet-stream",
    "image/svg+xml, application/octet-stream",
    "application/xhtml+xml, application/octet-stream",
    "application/javascript, application/octet-stream",
    "text/xml, application/octet-stream",
    "nonsense, application/octet-stream",
    "image/webp, image/webp",
    "audio/ogg; codecs=opus, audio/ogg",
    "application/pdf, application/pdf"
  })
  void abuse14_servesNothingThatABrowserRuns(String claimed, String served) throws Exception {
    var signed =
        links.sign(
            new MediaLinks.Target("media-inbound", key, claimed, "x.html"), Duration.ofHours(1));
    var answer = send("GET", "http://127.0.0.1:" + port + URI.create(signed).getPath(), "");

    assertThat(header(answer, "Content-Type")).isEqualTo(served);
    assertThat(header(answer, "Content-Disposition")).startsWith("attachment");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Content-Security-Policy")).contains("sandbox");
  }
}
