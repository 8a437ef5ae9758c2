package io.wabridge.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.utility.DockerImageName;

/** docker-compose.yml contains everything that ContainerStores reads from it. */
class ComposeFileTests {

  private final ComposeFile compose =
      ComposeFile.read(StoreSettings.root().resolve("docker-compose.yml"));

  @ParameterizedTest
  @CsvSource({"rabbitmq, rabbitmq", "postgres, postgres", "redis, redis", "store, seaweedfs"})
  void everyStoreHasAnImageWithAVersion(String service, String image) {
    var name = DockerImageName.parse(compose.image(service));
    assertThat(name.getUnversionedPart()).endsWith(image);
    assertThat(name.getVersionPart()).isNotEqualTo("latest").isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({"redis, redis-server, $REDISCLI_AUTH", "store, weed, ${AWS_ACCESS_KEY_ID:?}"})
  void readsCommands(String service, String program, String variable) {
    assertThat(compose.entrypoint(service)).startsWith("/bin/sh");
    assertThat(compose.command(service)).hasSize(1);
    assertThat(compose.command(service)[0]).contains(program, variable).doesNotContain("$$");
  }

  @Test
  void filesCopiedIntoContainersExist() {
    assertThat(Stream.of("rabbitmq.conf", "rabbitmq-plugins", "postgres-init.sh"))
        .allMatch(
            name -> Files.exists(StoreSettings.root().resolve("deploy/compose").resolve(name)));
  }

  @Test
  void errorNamesTheUnknownService() {
    assertThatThrownBy(() -> compose.image("kafka"))
        .hasMessage("docker-compose.yml has no kafka of type Map");
  }
}
