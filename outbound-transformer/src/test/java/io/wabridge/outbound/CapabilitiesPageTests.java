package io.wabridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.wabridge.connectors.ConnectorsConfiguration;
import io.wabridge.model.Content;
import io.wabridge.model.Content.Choice.Option;
import io.wabridge.model.Excerpt;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Interaction;
import io.wabridge.model.Language;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.connector.Capabilities;
import io.wabridge.model.connector.Capabilities.Feature;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.DeskConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.ResolvableType;

/**
 * docs/capabilities.md matches the connectors and the shaping of answers. To generate it: {@code
 * mvn test -pl outbound-transformer -am -Dtest=CapabilitiesPageTests
 * -Dsurefire.failIfNoSpecifiedTests=false -Dbridge.write-docs=true}.
 */
class CapabilitiesPageTests {

  private static final Path PAGE = Path.of("../docs/capabilities.md");
  private static final String HEAD =
      """
      # What each provider and each desk can carry

      Generated from the connectors; `GET /api/v1/connectors` serves the same as data. What the other side cannot carry is delivered in the closest form, and the message's trace says what was changed.
      """;

  @Test
  void thePageMatchesTheCode() throws IOException {
    var page = page();
    if (Boolean.getBoolean("bridge.write-docs")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  /**
   * Nothing is dropped: each content becomes at least one message that the provider has a form for.
   */
  @Test
  void everyProviderCarriesEveryContentInSomeForm() {
    for (var info : infos(ChannelConnector.class)) {
      answers()
          .forEach((what, content) ->
              assertThat(shaped(content, info.capabilities()))
                  .as("%s by %s", what, info.label())
                  .isNotEmpty()
                  .allSatisfy(part ->
                      assertThat(info.capabilities().contents()).contains(Excerpt.kind(part))));
    }
  }

  private static String page() {
    var channels = infos(ChannelConnector.class);
    var sending =
        channels.stream().filter(info -> !info.capabilities().has(Feature.READ_ONLY)).toList();
    var desks = infos(DeskConnector.class);
    var page = new StringBuilder(HEAD);
    page.append("\n## What a desk sends, by provider\n\n");
    table(page, "content", sending, answers(), (content, info) -> form(content, info));
    page.append("| template");
    sending.forEach(info -> page.append(" | ").append(templates(info)));
    page.append(" |\n");
    page.append("\n## Largest file, by provider\n\n");
    table(page, "file", sending, named(MediaKind.values()), CapabilitiesPageTests::limit);
    page.append("\n## Abilities of providers\n\n");
    table(page, "ability", channels, named(Feature.values()), CapabilitiesPageTests::has);
    page.append("\n## What a person sends, by desk\n\n");
    table(
        page,
        "content",
        desks,
        kinds(),
        (kind, info) -> info.capabilities().contents().contains(kind) ? "itself" : "text");
    page.append("\n## Largest file, by desk\n\n");
    table(page, "file", desks, named(MediaKind.values()), CapabilitiesPageTests::limit);
    page.append("\n## Abilities of desks\n\n");
    table(page, "ability", desks, named(Feature.values()), CapabilitiesPageTests::has);
    return page.toString();
  }

  /** What a cell says. */
  @FunctionalInterface
  private interface Cell<T> {
    String of(T row, ConnectorInfo column);
  }

  private static <T> void table(
      StringBuilder page,
      String corner,
      List<ConnectorInfo> columns,
      Map<String, T> rows,
      Cell<T> cell) {
    page.append("| ").append(corner);
    columns.forEach(info -> page.append(" | ").append(info.label()));
    page.append(" |\n|---").append("|---".repeat(columns.size())).append("|\n");
    rows.forEach((name, row) -> {
      page.append("| ").append(name);
      columns.forEach(info -> page.append(" | ").append(cell.of(row, info)));
      page.append(" |\n");
    });
  }

  /** A template has no other form: outside the 24-hour window nothing else is accepted. */
  private static String templates(ConnectorInfo info) {
    return info.capabilities().contents().contains("template") ? "itself" : "refused";
  }

  private static String form(Content content, ConnectorInfo info) {
    var parts = shaped(content, info.capabilities());
    if (parts.equals(List.of(content))) {
      return "itself";
    }
    var forms = parts.stream().map(Excerpt::kind).distinct().collect(Collectors.joining(" and "));
    var sameKind = forms.equals(Excerpt.kind(content));
    return sameKind ? parts.size() + " messages" : forms;
  }

  private static List<Content> shaped(Content content, Capabilities capabilities) {
    return Shaping.of(List.of(content), capabilities, Language.EN).stream()
        .map(Shaping.Part::content)
        .toList();
  }

  private static String limit(MediaKind kind, ConnectorInfo info) {
    var limit = info.capabilities().media().get(kind);
    if (limit == null) {
      return "–";
    }
    var kilobytes = limit.bytes() / 1024;
    return kilobytes < 1024 ? kilobytes + " KB" : kilobytes / 1024 + " MB";
  }

  private static String has(Feature feature, ConnectorInfo info) {
    return info.capabilities().has(feature) ? "yes" : "no";
  }

  private static Map<String, Content> answers() {
    var answers = new LinkedHashMap<String, Content>();
    answers.put("text", new Content.Text("hello"));
    answers.put("text of 4,000 characters", new Content.Text("Ride well. ".repeat(363).strip()));
    for (var kind : MediaKind.values()) {
      answers.put(kind.name().toLowerCase(Locale.ROOT), file(kind, null));
    }
    answers.put("image with caption", file(MediaKind.IMAGE, "Look"));
    answers.put("document with caption", file(MediaKind.DOCUMENT, "Terms"));
    answers.put("location", new Content.Location(51.4, -2.5, "Harbour Bikes", null, null));
    answers.put(
        "contacts",
        new Content.Contacts(
            List.of(
                new Content.Contacts.Card(
                    "Rosa", null, List.of("+447700900123"), List.of(), List.of(), List.of()))));
    answers.put("question with 3 answers", question(3));
    answers.put("question with 10 answers", question(10));
    answers.put("question with 11 answers", question(11));
    answers.put("link", interactive(new Interaction.Link("Pay", "https://a.test/pay")));
    answers.put("request for the location", interactive(new Interaction.AskLocation(true)));
    answers.put("product", interactive(new Interaction.Product("c-1", "SKU-9")));
    answers.put(
        "products",
        new Content.Interactive(
            "Two bikes",
            "Bikes",
            null,
            new Interaction.Products(
                "c-1", List.of(new Interaction.Section(null, List.of("SKU-9", "SKU-10"))))));
    answers.put("catalog", interactive(new Interaction.Catalog("SKU-9")));
    answers.put("carousel", interactive(new Interaction.Carousel(List.of(card(), card()))));
    answers.put("reaction", new Content.Reaction("👍", new ExternalId("wamid.X")));
    return answers;
  }

  private static Content interactive(Interaction action) {
    return new Content.Interactive("Have a look", null, null, action);
  }

  private static Interaction.Card card() {
    return new Interaction.Card(
        MediaKind.IMAGE,
        "https://a.test/bike.jpg",
        "Red tandem",
        new Interaction.Link("Book", "https://a.test/book"),
        List.of());
  }

  private static Content file(MediaKind kind, String caption) {
    return new Content.Media(
        kind, "application/pdf", "a", caption, false, new MediaRef.Stored("b", "k", 1, "00"));
  }

  private static Content question(int answers) {
    return new Content.Choice(
        "When?",
        IntStream.rangeClosed(1, answers)
            .mapToObj(n -> new Option("o" + n, "Day " + n, null))
            .toList());
  }

  private static Map<String, String> kinds() {
    return Arrays.stream(Content.class.getPermittedSubclasses())
        .filter(kind -> kind != Content.Template.class && kind != Content.Interactive.class)
        .map(kind -> kind.getAnnotation(JsonTypeName.class).value())
        .collect(
            Collectors.toMap(
                Function.identity(), Function.identity(), (one, _) -> one, LinkedHashMap::new));
  }

  private static <E extends Enum<E>> Map<String, E> named(E[] values) {
    return Arrays.stream(values)
        .collect(
            Collectors.toMap(
                value -> value.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                Function.identity(),
                (one, _) -> one,
                LinkedHashMap::new));
  }

  private static List<ConnectorInfo> infos(Class<? extends Connector> side) {
    var found = new java.util.ArrayList<ConnectorInfo>();
    new ApplicationContextRunner()
        .withUserConfiguration(ConnectorsConfiguration.class)
        .run(context -> all(context, side).forEach(one -> found.add(one.info())));
    return found;
  }

  private static List<? extends Connector> all(BeanFactory beans, Class<? extends Connector> side) {
    var type = ResolvableType.forClassWithGenerics(Connectors.class, side);
    return ((Connectors<?>) beans.getBeanProvider(type).getObject()).all();
  }
}
