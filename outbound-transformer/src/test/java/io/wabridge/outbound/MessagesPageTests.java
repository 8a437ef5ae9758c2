package io.wabridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.wabridge.connectors.Words;
import io.wabridge.model.Content;
import io.wabridge.model.Excerpt;
import io.wabridge.model.Language;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Origin;
import io.wabridge.model.Origin.Forwarded;
import io.wabridge.model.Origin.Referral;
import io.wabridge.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * docs/messages.md matches the code: the connectors really decode and deliver every message of the
 * page. To generate it: {@code mvn test -pl outbound-transformer -am -Dtest=MessagesPageTests
 * -Dsurefire.failIfNoSpecifiedTests=false -Dbridge.write-docs=true}.
 */
class MessagesPageTests {

  private static final Path PAGE = Path.of("../docs/messages.md");
  private static final MessageRoute ROUTE = new MessageRoute();

  /** The values that notices can have. */
  private static final Map<String, String> VALUES =
      Map.of(
          "text", "A sentence of WhatsApp.",
          "from", "447700900123",
          "to", "447700900456",
          "at", "2026-03-02T09:15:02Z",
          "until", "2026-03-09T09:15:02Z",
          "excerpt", "See you at five",
          "reason", "NOT_ON_WHATSAPP",
          "templates", "ride_reminder en_GB: Hi {{1}}, your ride starts {{2}}.");

  private static final List<String> NOT_PASSED_ON =
      List.of(
          "poll_creation",
          "poll_update",
          "event",
          "view_once",
          "video_note",
          "album",
          "edit",
          "pin",
          "keep_in_chat",
          "group_invite",
          "payment",
          "live_location",
          "media_placeholder",
          "product",
          "interactive",
          "system/new_kind",
          "in-business-app",
          "kind_of_tomorrow",
          "unknown");

  @AfterAll
  static void close() throws IOException {
    ROUTE.close();
  }

  @Test
  void thePageMatchesTheCode() throws Exception {
    String page = page();
    if (Boolean.getBoolean("bridge.write-docs")) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  /**
   * Questions, templates and what can be opened go to persons only; notices are listed by their
   * kinds.
   */
  @Test
  void thePageHasEveryKindOfContent() throws Exception {
    var shown =
        ROUTE.personMessages().values().stream()
            .map(said -> Excerpt.kind(said.content()))
            .collect(Collectors.toSet());
    var kinds =
        Arrays.stream(Content.class.getPermittedSubclasses())
            .filter(kind ->
                kind != Content.Choice.class
                    && kind != Content.Template.class
                    && kind != Content.Interactive.class
                    && kind != Content.Notice.class)
            .map(kind -> kind.getAnnotation(JsonTypeName.class).value())
            .toList();

    assertThat(shown).containsAll(kinds);
  }

  private static String page() throws Exception {
    var page = new StringBuilder(HEAD);
    page.append("\n## From WhatsApp to the desk\n\n");
    page.append("The name is the one of the webhook in `fixtures/channel/cloud`.\n\n");
    head(page, "WhatsApp sends", "Genesys shows");
    for (var each : ROUTE.personMessages().entrySet()) {
      row(page, each.getKey(), ROUTE.atDesk(each.getValue()));
    }
    page.append("\n### Where a message comes from\n\n");
    head(page, "origin", "Genesys shows");
    for (var each : origins().entrySet()) {
      row(page, each.getKey(), ROUTE.atDesk(new Content.Text("Hello"), each.getValue(), null));
    }
    row(
        page,
        "forwarded, a picture",
        ROUTE.atDesk(
            file(MessageRoute.STORED), new Origin(Forwarded.OFTEN, null, null, false), null));
    page.append("\n### Files that are not there\n\n");
    head(page, "file", "Genesys shows");
    row(page, "follows later", atDesk(file(new MediaRef.Pending(Reason.UNAVAILABLE))));
    for (var reason :
        List.of(Reason.MEDIA_GONE, Reason.MEDIA_EXPIRED, Reason.MEDIA_CORRUPT, Reason.MEDIA_SIZE)) {
      row(page, "`" + reason + "`", atDesk(file(new MediaRef.Gone(reason, "(131052) detail"))));
    }
    row(page, "more than 25 MB", atDesk(file(MessageRoute.LARGE)));
    page.append("\n### Messages that WhatsApp does not pass on\n\n");
    head(page, "type", "Genesys shows");
    for (var type : NOT_PASSED_ON) {
      row(page, "`" + type + "`", atDesk(new Content.Unsupported(type, "(131051) detail")));
    }
    row(page, "a text without visible characters", atDesk(new Content.Text(" ")));
    page.append("\n### Notices\n\n");
    head(page, "notice", "Genesys shows");
    for (var kind : NoticeKind.values()) {
      row(page, "`" + kind + "`", atDesk(new Content.Notice(kind, values(kind))));
    }
    page.append("\n## From the desk to WhatsApp\n\n");
    page.append("The name is the one of the webhook in `fixtures/desk/genesys`.\n\n");
    head(page, "Genesys sends", "WhatsApp receives", "the trace says");
    for (var each : ROUTE.agentMessages().entrySet()) {
      for (var sent : ROUTE.atPerson(each.getValue())) {
        row(page, each.getKey(), sent.json(), sent.change());
      }
    }
    page.append("\n## Why a message was not delivered\n\n");
    page.append("What agents read; what operators read is in [reasons.md](reasons.md).\n\n");
    head(page, "reason", "en", "es", "pt");
    for (var reason : Reason.values()) {
      row(
          page,
          "`" + reason + "`",
          Words.in(Language.EN).reason(reason),
          Words.in(Language.ES).reason(reason),
          Words.in(Language.PT).reason(reason));
    }
    return page.toString();
  }

  private static Map<String, String> values(NoticeKind kind) {
    var values = new HashMap<>(VALUES);
    if (kind == NoticeKind.FILE_LOST) {
      values.put("reason", "MEDIA_GONE");
    }
    return values;
  }

  private static String atDesk(Content content) {
    return ROUTE.atDesk(content, Origin.PERSON, null);
  }

  private static Content.Media file(MediaRef where) {
    return new Content.Media(MediaKind.IMAGE, "image/png", "bike.png", "My bike", false, where);
  }

  private static Map<String, Origin> origins() {
    var origins = new LinkedHashMap<String, Origin>();
    origins.put("the person", Origin.PERSON);
    origins.put("forwarded", new Origin(Forwarded.ONCE, null, null, false));
    origins.put("forwarded many times", new Origin(Forwarded.OFTEN, null, null, false));
    origins.put("an advertisement", referral("ad", "Spring bikes", "https://fb.me/3fake"));
    origins.put("a post", referral("post", "Spring bikes", "https://fb.me/3fake"));
    origins.put("a product", referral("product", null, null));
    origins.put("a group", new Origin(null, null, "Rosa Whitfield", false));
    origins.put("the business's own phone", Origin.BUSINESS_APP);
    origins.put("the business in another system", Origin.businessElsewhere("Ana Agent"));
    return origins;
  }

  private static Origin referral(String type, String headline, String url) {
    return new Origin(
        null, new Referral(type, "SKU-9", url, headline, null, null, null), null, false);
  }

  private static void head(StringBuilder page, String... cells) {
    row(page, cells);
    page.append("|---".repeat(cells.length)).append("|\n");
  }

  private static void row(StringBuilder page, String... cells) {
    page.append(
        Arrays.stream(cells)
            .map(cell -> cell.replace("|", "\\|").replace("\n", "<br>"))
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private static final String HEAD =
      """
      # Messages

      Every kind of message in both directions: what the desk shows for it, and what WhatsApp receives. A desk shows its own form where it has one; the rest is text in the tenant's language (`language` of the tenant: `en`, `es` or `pt`; here English). Error codes are in the trace of a message, not in this text.

      The connectors produce this page from sample messages; a test fails if it is out of date. To generate it:

      ```
      mvn test -pl outbound-transformer -am -Dtest=MessagesPageTests -Dsurefire.failIfNoSpecifiedTests=false -Dbridge.write-docs=true
      ```
      """;
}
