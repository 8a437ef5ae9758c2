package io.wabridge.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The texts people read avoid the words of docs/style/banned-words.txt. To extend the check to more
 * code, add its directory or file to {@link #CHECKED}.
 */
class ProseTests {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path RULES = ROOT.resolve("docs/style/banned-words.txt");

  /** Files, or directories with everything below them. In Java and TypeScript: texts, comments. */
  private static final List<String> CHECKED =
      List.of(
          "README.md",
          "CHANGELOG.md",
          "bridge",
          "docker-compose.yml",
          "docs",
          "deploy/bridge",
          "deploy/cluster",
          "deploy/compose",
          "deploy/Dockerfile",
          "deploy/image",
          "deploy/images/local.sh",
          "deploy/observe",
          "deploy/stores",
          "agent-portal/README.md",
          "agent-portal/build",
          "agent-portal/e2e",
          "agent-portal/index.html",
          "agent-portal/pom.xml",
          "agent-portal/src",
          "api-gateway/README.md",
          "api-gateway/pom.xml",
          "api-gateway/src",
          "auth-service/README.md",
          "auth-service/pom.xml",
          "auth-service/src",
          "bridge-kit/README.md",
          "bridge-kit/pom.xml",
          "bridge-kit/src/main/java",
          "bridge-kit/src/main/resources/bridge.yml",
          "bridge-kit/src/test/java",
          "bridge-model/README.md",
          "bridge-model/pom.xml",
          "bridge-model/src/main/java",
          "bridge-model/src/test/java",
          "connectors/README.md",
          "connectors/pom.xml",
          "connectors/src/main/java",
          "connectors/src/test/java",
          "genesys-api-service/README.md",
          "genesys-api-service/pom.xml",
          "genesys-api-service/src",
          "genesys-webhook-service/README.md",
          "genesys-webhook-service/pom.xml",
          "genesys-webhook-service/src",
          "inbound-transformer/README.md",
          "inbound-transformer/pom.xml",
          "inbound-transformer/src",
          "outbound-transformer/README.md",
          "outbound-transformer/pom.xml",
          "outbound-transformer/src",
          "pom.xml",
          "sandbox/README.md",
          "sandbox/pom.xml",
          "sandbox/src",
          "state-manager/pom.xml",
          "state-manager/src/main/java",
          "state-manager/src/test",
          "state-manager/README.md",
          "state-manager/src/main/resources/state-manager.yml",
          "suite/README.md",
          "suite/pom.xml",
          "suite/src",
          "suite-lab/README.md",
          "suite-lab/pom.xml",
          "suite-lab/src",
          "tenant-service/README.md",
          "testkit/README.md",
          "testkit/pom.xml",
          "testkit/src",
          "whatsapp-api-service/README.md",
          "whatsapp-webhook-service/README.md",
          "tenant-service/pom.xml",
          "tenant-service/src/main/java",
          "tenant-service/src/test",
          "whatsapp-api-service/pom.xml",
          "whatsapp-api-service/src",
          "whatsapp-webhook-service/pom.xml",
          "whatsapp-webhook-service/src");

  /** Not prose, or generated from checked files. */
  private static final String SKIPPED =
      "(.*/)?(node_modules|dashboards|pictures|target|package-lock\\.json|banned-words\\.txt)(/.*)?";

  @TestFactory
  Stream<DynamicTest> textsUseNoBannedWord() throws IOException {
    var rules = BannedWords.read(RULES);
    return files()
        .map(file ->
            DynamicTest.dynamicTest(
                ROOT.relativize(file).toString(),
                () -> assertThat(findings(rules, file)).isEmpty()));
  }

  @Test
  void aFindingNamesLineAndReplacement() {
    var rules = BannedWords.parse(List.of("utili(?:z|s)e(?:s|d)? -> use"));

    assertThat(rules.in("One line.\nIt was Utilized; underutilized.\n"))
        .containsExactly(new BannedWords.Finding(2, "Utilized", "use"));
  }

  @Test
  void aPhraseIsFoundAcrossALineBreakOfAComment() {
    var rules = BannedWords.parse(List.of("shut down -> stop"));

    assertThat(rules.in("# the desk is shut\n# down")).hasSize(1);
  }

  @Test
  void anAllowedPhraseIsNotReported() {
    var rules = BannedWords.parse(List.of("gadgets? -> device", "allow: test gadget"));

    assertThat(rules.in("The test gadget.")).isEmpty();
    assertThat(rules.in("A gadget.")).hasSize(1);
  }

  @Test
  void aRuleWithoutReplacementIsRefused() {
    assertThatThrownBy(() -> BannedWords.parse(List.of("gadget"))).hasMessageContaining("gadget");
  }

  @Test
  void codeInMarkdownIsNotProse() {
    var text = "Gadget `gadget` [text](gadget.md)\n```\ngadget\n```\nlast gadget\n";

    var prose = Prose.of(Path.of("page.md"), text);

    assertThat(prose.split("\n")).hasSize(5);
    assertThat(prose.strip()).startsWith("Gadget").endsWith("last gadget").doesNotContain(".md");
    assertThat(prose.toLowerCase(java.util.Locale.ROOT).split("gadget", -1)).hasSize(3);
  }

  @Test
  void onlyTextsAndCommentsOfJavaAreProse() {
    var text =
        """
        /** Opens the {@link Gadget}. */
        void gadget() { log("the gadget \\"of\\" it"); } // last
        void path() { get("/gadget/1"); }
        """;

    var prose = Prose.of(Path.of("Some.java"), text);

    assertThat(prose).contains("Opens the").contains("the gadget").contains("// last");
    assertThat(prose).doesNotContain("void").doesNotContain("Gadget}").doesNotContain("/gadget");
  }

  private static List<String> findings(BannedWords rules, Path file) throws IOException {
    var found = new ArrayList<String>();
    for (var finding : rules.in(Prose.of(file, Files.readString(file)))) {
      found.add(
          "%s:%d: \"%s\", write instead: %s"
              .formatted(
                  ROOT.relativize(file), finding.line(), finding.found(), finding.instead()));
    }
    return found;
  }

  private static Stream<Path> files() throws IOException {
    var files = new ArrayList<Path>();
    for (var checked : CHECKED) {
      try (var below = Files.walk(ROOT.resolve(checked))) {
        below
            .filter(Files::isRegularFile)
            .filter(file -> !ROOT.relativize(file).toString().matches(SKIPPED))
            .sorted()
            .forEach(files::add);
      }
    }
    assertThat(files).hasSizeGreaterThan(100);
    return files.stream();
  }
}
