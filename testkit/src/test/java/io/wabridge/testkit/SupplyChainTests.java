package io.wabridge.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is fetched for a build is fixed to one version, and checked. */
class SupplyChainTests {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** A literal version, or a property; not a range. */
  private static final Pattern VERSION = Pattern.compile("<version>([^<]*)</version>");

  private static final Pattern FIXED = Pattern.compile("\\$\\{[a-z0-9.-]+}|[0-9][A-Za-z0-9.+-]*");

  @Test
  void abuse30_noVersionOfALibraryIsARange() throws IOException {
    var versions = new ArrayList<String>();
    try (var modules = Files.list(ROOT)) {
      Stream.concat(Stream.of(ROOT), modules)
          .map(module -> module.resolve("pom.xml"))
          .filter(Files::exists)
          .forEach(pom ->
              VERSION.matcher(read(pom)).results().forEach(one -> versions.add(one.group(1))));
    }

    assertThat(versions)
        .hasSizeGreaterThan(30)
        // the toolchain's range is of the JDK that is installed
        .filteredOn(version -> !version.equals("[25,26)"))
        .allMatch(version -> FIXED.matcher(version).matches());
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent-portal", "deploy/observe/generator"})
  void abuse30_everyNpmPackageHasAHashAndRunsNoScript(String directory) throws IOException {
    Map<String, Map<String, Object>> packages =
        JsonPath.parse(read(ROOT.resolve(directory).resolve("package-lock.json")))
            .read("$.packages");
    packages.remove("");

    assertThat(packages)
        .isNotEmpty()
        .allSatisfy((name, one) ->
            assertThat(String.valueOf(one.get("integrity"))).as(name).startsWith("sha512-"));
    assertThat(Files.readAllLines(ROOT.resolve(directory).resolve(".npmrc")))
        .contains("ignore-scripts=true", "save-exact=true");
  }

  @Test
  void abuse30_whatTheCommandFetchesHasAChecksum() throws IOException {
    var pom = Files.readString(ROOT.resolve("pom.xml"));

    assertThat(pom).containsPattern("<s3proxy.sha256>[0-9a-f]{64}</s3proxy.sha256>");
    try (var scripts = Files.list(ROOT.resolve("deploy/bridge"))) {
      assertThat(scripts.map(SupplyChainTests::read))
          .as("files that are downloaded by curl or wget have no checksum here")
          .noneMatch(script -> script.contains("curl -O") || script.contains("wget "));
    }
  }

  /** A tag says which version was tested; docs/supply-chain.md says how to fix it to a digest. */
  @Test
  void abuse30_noImageIsTheLatestOfItsName() throws IOException {
    var images =
        Stream.of("docker-compose.yml", "deploy/Dockerfile")
            .flatMap(file -> read(ROOT.resolve(file)).lines())
            .map(String::strip)
            .filter(line -> line.startsWith("image: ") || line.startsWith("ARG BASE="))
            .map(line -> line.replaceFirst("image: |ARG BASE=", ""))
            .filter(image -> !image.startsWith("wabridge"))
            .toList();

    assertThat(images).hasSizeGreaterThan(7).allMatch(image -> image.matches(".+:[^:]*[0-9][^:]*"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
