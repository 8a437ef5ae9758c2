package io.wabridge.suite.faults.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No jar of the product contains a switch that disables a safeguard, or code of suite-lab. */
class ProductWithoutSwitchesTests {

  private static final List<String> FORBIDDEN =
      List.of(
          "BRIDGE_WITHOUT",
          "BRIDGE_KILL_AT",
          "FaultPoint",
          "Safeguard",
          "KillAt",
          "io/wabridge/suite/faults",
          "io/wabridge/suite/bench",
          "io/wabridge/suite/status",
          "Premain-Class");

  /** The jars as copied into the image, or the compiler's output directories. */
  private static List<Path> productPaths() {
    return Arrays.stream(System.getProperty("java.class.path").split(":"))
        .filter(place -> place.contains("/target/") || place.contains("/io/wabridge/"))
        .filter(place -> !place.contains("/testkit/") && !place.contains("/test-classes"))
        .map(Path::of)
        .filter(Files::exists)
        .toList();
  }

  private static boolean lab(Path place) {
    return place.toString().contains("/suite-lab/");
  }

  @Test
  void productHasNoSwitch() {
    var product = productPaths().stream().filter(place -> !lab(place)).toList();

    assertThat(product).hasSizeGreaterThanOrEqualTo(15);
    assertThat(product.stream().flatMap(place -> found(place).stream())).isEmpty();
  }

  @Test
  void searchFindsTheSwitchesOfSuiteLab() {
    var lab = productPaths().stream().filter(ProductWithoutSwitchesTests::lab).toList();

    assertThat(lab).hasSize(1);
    assertThat(found(lab.getFirst()).toString())
        .contains("FaultPoint", "Safeguard", "KillAt", "io/wabridge/suite/bench");
  }

  private static List<String> found(Path place) {
    try {
      if (Files.isDirectory(place)) {
        return foundBelow(place, place);
      }
      try (var jar = FileSystems.newFileSystem(place)) {
        return foundBelow(place, jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> foundBelow(Path place, Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).flatMap(file -> inside(place, file)).toList();
    }
  }

  private static Stream<String> inside(Path place, Path file) {
    try {
      var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return FORBIDDEN.stream()
          .filter(word -> text.contains(word) || file.toString().contains(word))
          .map(word -> "%s: %s has %s".formatted(place, file, word));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
