package io.wabridge.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every reason is used somewhere, in code or in a table. */
class ReasonsAreUsedTests {

  private static final Pattern GIVEN =
      Pattern.compile("\\bReason\\.([A-Z][A-Z_]+)\\b|\\| ([A-Z][A-Z_]+) \\|");

  @Test
  void everyReasonIsUsed() throws IOException {
    var unused = new TreeSet<String>();
    for (var reason : Reason.values()) {
      unused.add(reason.name());
    }
    unused.removeAll(given());

    assertThat(unused).isEmpty();
  }

  private static Set<String> given() throws IOException {
    var given = new TreeSet<String>();
    try (var modules = Files.list(Path.of(".."))) {
      for (var module : modules.map(module -> module.resolve("src/main")).toList()) {
        if (Files.isDirectory(module)) {
          collect(module, given);
        }
      }
    }
    return given;
  }

  private static void collect(Path module, Set<String> given) throws IOException {
    try (var files = Files.walk(module)) {
      var sources =
          files
              .filter(file -> file.toString().matches(".*(\\.java|errors\\.csv)"))
              .filter(file -> !file.endsWith("Reason.java"))
              .toList();
      for (var source : sources) {
        GIVEN
            .matcher(Files.readString(source))
            .results()
            .forEach(hit -> given.add(hit.group(1) == null ? hit.group(2) : hit.group(1)));
      }
    }
  }
}
