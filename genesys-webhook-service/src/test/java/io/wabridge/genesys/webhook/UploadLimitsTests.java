package io.wabridge.genesys.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.testkit.LocalStores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The limits of uploads are those of the channels. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,genesys-webhook-service",
      "bridge.spool.directory=target/spool-keys"
    })
@LocalStores
class UploadLimitsTests {

  @Autowired UploadLimits limits;

  @ParameterizedTest
  @CsvSource({
    "audio/ogg, 16",
    "video/mp4, 16",
    "image/png, 32",
    "image/webp, 32",
    "application/pdf, 100",
    "video/quicktime, 100",
    "application/octet-stream, 100"
  })
  void limitDependsOnTheType(String type, long megabytes) {
    assertThat(limits.of(type)).isEqualTo(megabytes * 1024 * 1024);
  }
}
