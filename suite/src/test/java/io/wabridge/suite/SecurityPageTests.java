package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md has a row for every abuse case, and names tests that exist. */
class SecurityPageTests {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern IN_PAGE = Pattern.compile("`(abuse\\d\\d_\\w+)`");
  private static final Pattern IN_CODE = Pattern.compile("void (abuse\\d\\d_\\w+)\\(");

  private static Set<String> found(Pattern pattern, String text) {
    var names = new TreeSet<String>();
    var matcher = pattern.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/security.md"));
  }

  /** Those of all modules, and of the contracts in the test kit. */
  private static Set<String> tests() throws IOException {
    try (var modules = Files.list(ROOT)) {
      return modules
          .flatMap(module -> Stream.of(module.resolve("src/test/java"), module.resolve("src/main")))
          .filter(folder -> folder.endsWith("src/test/java") || folder.toString().contains("testkit"))
          .filter(Files::isDirectory)
          .flatMap(SecurityPageTests::sources)
          .flatMap(file -> found(IN_CODE, read(file)).stream())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Stream<Path> sources(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void namesTestsThatExist() throws IOException {
    assertThat(found(IN_PAGE, page())).isNotEmpty().isSubsetOf(tests());
  }

  @Test
  void hasARowForEveryCase() throws IOException {
    var rows =
        page()
            .lines()
            .filter(line -> line.matches("\\| \\d+ \\|.*"))
            .map(line -> line.split("\\|")[1].strip())
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 30).mapToObj(String::valueOf).toList());
  }

  @Test
  void aTestIsInTheRowOfItsCase() throws IOException {
    page()
        .lines()
        .filter(line -> line.matches("\\| \\d+ \\|.*"))
        .forEach(line -> {
          var number = Integer.parseInt(line.split("\\|")[1].strip());
          assertThat(found(IN_PAGE, line))
              .allMatch(name -> name.startsWith("abuse%02d_".formatted(number)));
        });
  }
}
