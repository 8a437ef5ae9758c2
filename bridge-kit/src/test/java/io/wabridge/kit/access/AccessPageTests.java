package io.wabridge.kit.access;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The table of docs/access.md matches the code, so that no right is given by accident. To generate
 * it: {@code mvn test -pl bridge-kit -am -Dtest=AccessPageTests
 * -Dsurefire.failIfNoSpecifiedTests=false -Dbridge.write-docs=true}.
 */
class AccessPageTests {

  private static final Path PAGE = Path.of("../docs/access.md");
  private static final String BEGIN = "<!-- generated from AccessTable; a test compares it -->\n";
  private static final String END = "<!-- end -->\n";

  @Test
  void thePageMatchesTheCode() throws IOException {
    var page = Files.readString(PAGE);
    var before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    var generated = before + table() + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("bridge.write-docs")) {
      Files.writeString(PAGE, generated);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(generated);
  }

  @Test
  void noEndpointHasTwoRules() {
    assertThat(AccessTable.rules())
        .extracting(rule -> rule.method() + " " + rule.path().getPatternString())
        .doesNotHaveDuplicates();
  }

  /** People and keys are given by people: a key that could make keys would never expire. */
  @Test
  void noKeyReachesPeopleOrKeys() {
    assertThat(AccessTable.rules())
        .filteredOn(rule ->
            rule.path().getPatternString().matches(".*/(people|invitations|api-keys|account).*"))
        .isNotEmpty()
        .allSatisfy(rule -> assertThat(rule.scope()).isNull());
  }

  private static String table() {
    return AccessTable.rules().stream()
        .map(rule ->
            String.join(
                " | ",
                "| `" + rule.method() + " " + rule.path().getPatternString() + "`",
                mark(rule, Role.OPERATOR),
                mark(rule, Role.ADMIN),
                mark(rule, Role.COORDINATOR),
                mark(rule, Role.AGENT),
                rule.scope() == null ? "–" : "`" + rule.scope().code() + "`",
                rule.confirmed() ? "yes" : "–",
                (rule.audited() == null ? "–" : "`" + rule.audited() + "`") + " |\n"))
        .collect(
            joining(
                "",
                """

                | endpoint | operator | admin | coordinator | agent | scope of a key | confirmed | in the audit log |
                |---|---|---|---|---|---|---|---|
                """,
                "\n"));
  }

  private static String mark(AccessRule rule, Role role) {
    if (!rule.roles().contains(role)) {
      return "–";
    }
    return rule.own() ? "own" : "yes";
  }
}
