package io.wabridge.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A service does not start with secrets that are easily guessed. */
class SecretsCheckTests {

  private static final Map<String, String> GOOD =
      Map.of(
          "bridge.internal-token", "5f1d0a7b3c9e48d2a6b7c8d9e0f1a2b3c4d5e6f708192a3b",
          "bridge.admin-token", "9c8b7a6d5e4f30212233445566778899aabbccddeeff0011",
          "bridge.master-key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
          "bridge.media-key", "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=",
          "spring.rabbitmq.password", "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a6978");

  private static ApplicationContextRunner with(String name, String value) {
    var settings = new HashMap<>(GOOD);
    settings.put(name, value);
    return new ApplicationContextRunner()
        .withUserConfiguration(SecretsCheck.class)
        .withPropertyValues(
            settings.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .toArray(String[]::new));
  }

  private static void refused(String name, String value, String why) {
    with(name, value)
        .run(context ->
            assertThat(context.getStartupFailure())
                .as(name)
                .rootCause()
                .hasMessageContaining(name + " " + why)
                .hasMessageNotContaining(value.isEmpty() ? "\0" : value));
  }

  @Test
  void startsWithRandomSecrets() {
    with("bridge.store.secret-key", "ab12cd34ef56ab78cd90ef12ab34cd56")
        .run(context -> assertThat(context).hasNotFailed());
  }

  @ParameterizedTest
  @CsvSource({
    "'', is empty",
    "changeme, has fewer than 24",
    "0123456789abcdef0123456, has fewer than 24",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, repeats a few characters",
    "abababababababababababababababababab, repeats a few characters",
    "Password-Password-Password-1, contains a common word",
    "my-own-Admin-token-of-2026-11, contains a common word"
  })
  void abuse27_refusesAWeakToken(String value, String why) {
    Stream.of(
            "bridge.internal-token",
            "bridge.admin-token",
            "spring.rabbitmq.password",
            "spring.datasource.password",
            "spring.data.redis.password",
            "bridge.store.secret-key")
        .forEach(name -> refused(name, value, why));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bridge.master-key", "bridge.media-key"})
  void abuse27_refusesAWeakKey(String name) {
    var good = GOOD.get(name);
    refused(name, "", "is not 32 bytes");
    refused(name, "not Base64", "is not 32 bytes");
    refused(name, Base64.getEncoder().encodeToString(new byte[16]), "is not 32 bytes");
    refused(name, Base64.getEncoder().encodeToString(new byte[32]), "repeats a few bytes");
    refused(
        name, good + "," + Base64.getEncoder().encodeToString(new byte[32]), "repeats a few bytes");
    with(name, good.replace("M", "N") + "," + good)
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void abuse27_refusesASecretThatIsUsedTwice() {
    refused("bridge.admin-token", GOOD.get("bridge.internal-token"), "is the same as");
    refused("bridge.media-key", GOOD.get("bridge.master-key"), "is the same as");
  }
}
