package io.wabridge.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.testkit.StoreSource.Switch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers are used where Docker answers and nothing else is given; the switch overrides. */
class StoreSourceTests {

  @ParameterizedTest
  @CsvSource({
    // switch, named by the environment, local ones running, Docker answers
    "AUTO, true, true, true, ENVIRONMENT",
    "AUTO, true, false, false, ENVIRONMENT",
    "AUTO, false, true, true, LOCAL",
    "AUTO, false, true, false, LOCAL",
    "AUTO, false, false, true, CONTAINERS",
    "AUTO, false, false, false, LOCAL",
    "LOCAL, true, true, true, ENVIRONMENT",
    "LOCAL, false, true, true, LOCAL",
    "LOCAL, false, false, true, LOCAL",
    "CONTAINERS, true, true, true, CONTAINERS",
    "CONTAINERS, false, true, false, CONTAINERS",
  })
  void chooses(Switch said, boolean named, boolean running, boolean docker, StoreSource expected) {
    assertThat(StoreSource.choose(said, named, () -> running, () -> docker)).isEqualTo(expected);
  }

  @Test
  void asksForDockerOnlyWhenTheAnswerMatters() {
    assertThat(StoreSource.choose(Switch.AUTO, false, () -> true, StoreSourceTests::unexpected))
        .isEqualTo(StoreSource.LOCAL);
    assertThat(
            StoreSource.choose(
                Switch.AUTO, true, StoreSourceTests::unexpected, StoreSourceTests::unexpected))
        .isEqualTo(StoreSource.ENVIRONMENT);
  }

  private static boolean unexpected() {
    throw new AssertionError("not needed for the decision");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "auto"})
  void autoIsTheDefault(String text) {
    assertThat(Switch.of(text)).isEqualTo(Switch.AUTO);
  }

  @ParameterizedTest
  @CsvSource({"local, LOCAL", "containers, CONTAINERS"})
  void readsTheSwitch(String text, Switch expected) {
    assertThat(Switch.of(text)).isEqualTo(expected);
  }

  @Test
  void errorListsTheAllowedValues() {
    assertThatThrownBy(() -> Switch.of("docker"))
        .hasMessage("bridge.test.stores is \"docker\"; it must be one of auto, local, containers");
  }
}
