package io.wabridge.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every golden file stays readable and is written back unchanged. A change of one of these files is
 * a change of a contract.
 */
class GoldenContractTests {

  private static final Path CONTRACTS = Path.of("src/test/resources/contracts");

  static List<Path> files() throws IOException {
    try (var all = Files.walk(CONTRACTS)) {
      return all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void isReadAndWrittenBackUnchanged(Path file) throws IOException {
    var contract = Contract.named(file.getParent().getFileName().toString()).orElseThrow();

    var envelope = read(contract, Files.readString(file));

    assertThat(envelope.payload()).isInstanceOf(contract.type());
    assertThat(Contract.of(envelope.payload())).isEqualTo(contract);
    assertThat(Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(envelope)))
        .isEqualTo(Json.MAPPER.readTree(Files.readString(file)));
  }

  @ParameterizedTest
  @MethodSource("files")
  void ignoresFieldsOfALaterVersion(Path file) throws IOException {
    var contract = Contract.named(file.getParent().getFileName().toString()).orElseThrow();
    var more = Json.MAPPER.readTree(Files.readString(file));
    addEverywhere(more);

    assertThat(read(contract, more.toString())).isEqualTo(read(contract, Files.readString(file)));
  }

  private static void addEverywhere(JsonNode node) {
    node.properties().stream()
        .filter(property -> !property.getKey().equals("values"))
        .forEach(property -> addEverywhere(property.getValue()));
    if (node.isArray()) {
      node.forEach(GoldenContractTests::addEverywhere);
    }
    if (node.isObject() && !node.has("content-type") && !node.isEmpty()) {
      node.asObject().put("addedLater", "something");
    }
  }

  @Test
  void everyContractHasGoldenFiles() throws IOException {
    assertThat(files().stream().map(file -> file.getParent().getFileName().toString()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Contract.values()).map(Contract::contractName).toList());
  }

  @Test
  void everyKindOfContentHasAGoldenFile() throws IOException {
    var all = new StringBuilder();
    for (var file : files()) {
      all.append(Files.readString(file));
    }
    assertThat(
            Arrays.stream(Content.class.getPermittedSubclasses())
                .map(kind -> "\"kind\": \"" + kind.getAnnotation(JsonTypeName.class).value() + "\"")
                .toList())
        .hasSize(15)
        .allSatisfy(kind -> assertThat(all.toString()).contains(kind));
  }

  private static Envelope<?> read(Contract contract, String json) {
    return Json.MAPPER.readValue(
        json,
        Json.MAPPER.getTypeFactory().constructParametricType(Envelope.class, contract.type()));
  }
}
