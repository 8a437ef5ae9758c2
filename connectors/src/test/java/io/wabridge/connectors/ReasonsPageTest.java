package io.wabridge.connectors;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.chatwoot.ChatwootErrors;
import io.wabridge.connectors.desk.connect.ConnectDesk;
import io.wabridge.connectors.desk.genesys.GenesysDesk;
import io.wabridge.connectors.meta.MetaErrors;
import io.wabridge.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * docs/reasons.md matches the code. To generate it: {@code mvn test -pl connectors -am
 * -Dtest=ReasonsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dbridge.write-docs=true}.
 */
class ReasonsPageTest {

  private static final Path PAGE = Path.of("../docs/reasons.md");

  @Test
  void thePageMatchesTheCode() throws IOException {
    if (Boolean.getBoolean("bridge.write-docs")) {
      Files.writeString(PAGE, page());
    }

    assertThat(Files.readString(PAGE)).isEqualTo(page());
  }

  @Test
  void everyReasonHasAMeaningAndAnAction() {
    assertThat(Reason.values())
        .allSatisfy(reason -> {
          assertThat(reason.sentence()).matches("[A-Z].{15,120}\\.").doesNotContain("|");
          assertThat(reason.action()).matches("[A-Z].{10,140}\\.").doesNotContain("|");
        });
    assertThat(Arrays.stream(Reason.values()).map(Reason::sentence)).doesNotHaveDuplicates();
  }

  private static String page() {
    ErrorTable cloud = ErrorTable.beside(MetaErrors.class);
    ErrorTable genesys = ErrorTable.beside(GenesysDesk.class);
    ErrorTable connect = ErrorTable.beside(ConnectDesk.class);
    ErrorTable chatwoot = ErrorTable.beside(ChatwootErrors.class);
    Map<Reason, List<String>> codes =
        cloud.rows().stream()
            .filter(row -> !row.code().startsWith("http"))
            .collect(
                groupingBy(
                    row -> row.meaning().reason(),
                    java.util.stream.Collectors.mapping(
                        ErrorTable.Row::code, java.util.stream.Collectors.toList())));
    StringBuilder page = new StringBuilder(HEAD);
    for (Reason.Whose whose : Reason.Whose.values()) {
      page.append("\n## Caused by ").append(whose.words()).append("\n\n");
      page.append("| reason | what it means | what to do | replay helps | Meta's codes |\n");
      page.append("|---|---|---|---|---|\n");
      for (Reason reason : Reason.values()) {
        if (reason.whose() == whose) {
          row(
              page,
              "`" + reason + "`",
              reason.sentence(),
              reason.action(),
              reason.replay().words(),
              String.join(", ", codes.getOrDefault(reason, List.of())));
        }
      }
    }
    page.append(META);
    cloud.rows().forEach(each -> error(page, each));
    page.append(GENESYS);
    genesys.rows().forEach(each -> error(page, each));
    page.append(CHATWOOT);
    chatwoot.rows().forEach(each -> error(page, each));
    page.append(CONNECT);
    connect.rows().forEach(each -> error(page, each));
    return page.toString();
  }

  private static void error(StringBuilder page, ErrorTable.Row error) {
    String what =
        switch (error.meaning()) {
          case Meaning.Never _ -> "refused";
          case Meaning.Later later -> "deferred, " + later.after().toSeconds() + " s";
          case Meaning.Token _ -> "auth";
          case Meaning.Unknown _ -> "uncertain";
        };
    row(page, error.code(), error.words(), what, "`" + error.meaning().reason() + "`");
  }

  private static void row(StringBuilder page, String... cells) {
    page.append(Arrays.stream(cells).collect(joining(" | ", "| ", " |\n")));
  }

  private static final String HEAD =
      """
      # Reasons

      Why a message was not delivered, or is parked: every reason, what it means and what to do. Agents read a sentence without codes, in the tenant's language (`words_en.properties`, `words_es.properties`, `words_pt.properties` in `connectors`). Operators find the name in the portal, at `GET /api/v1/parked`, in the log (`reason`) and in the metric `bridge_parked_total{reason=…}`.

      *Replay helps*: yes, only after the cause is fixed, or no.

      This page is generated from `Reason` and the `errors.csv` files in `connectors`; a test fails if it is out of date. To generate it:

      ```
      mvn test -pl connectors -am -Dtest=ReasonsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dbridge.write-docs=true
      ```
      """;

  private static final String META =
      """

      ## What Meta's codes mean for a message

      *refused*: not accepted, and not retried. *deferred*: not accepted now; retried after the pause, or after `Retry-After`. *auth*: retried once with a new token, then refused. *uncertain*: it may have been accepted, and WhatsApp has no idempotency key, so it is not sent again; the status webhook resolves it. A number after a slash is the subcode. The code decides, not the HTTP status; the status is used only for an unknown code.

      | code | Meta's text | handled as | reason |
      |---|---|---|---|
      """;

  private static final String GENESYS =
      """

      ## What Genesys' answers mean for a message

      The same classes, except that *uncertain* is sent again with the same id: a message that an agent sees twice does less harm than one that no agent sees.

      | answer | Genesys' text | handled as | reason |
      |---|---|---|---|
      """;

  private static final String CONNECT =
      """

      ## What the answers of Amazon Connect mean for a message

      The same classes; none is *uncertain*: Amazon Connect recognizes a repeated call by its client token, so that it is made again. A refusal of the participant's token (403) renews the connection, then continues the conversation in a new chat.

      | answer | when | handled as | reason |
      |---|---|---|---|
      """;

  private static final String CHATWOOT =
      """

      ## What Chatwoot's answers mean for a message

      The same classes. Chatwoot recognizes no repeated message: after an *uncertain* answer the bridge looks for the message in the conversation before it is sent again.

      | answer | Chatwoot's text | handled as | reason |
      |---|---|---|---|
      """;
}
