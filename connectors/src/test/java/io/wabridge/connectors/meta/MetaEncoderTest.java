package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Given.file;
import static io.wabridge.connectors.Given.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import io.wabridge.model.Content.Choice.Option;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Interaction;
import io.wabridge.model.Language;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.Person;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaEncoderTest {

  private static final String HEAD =
      "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"+447700900123\",";
  private static final String TAIL = ",\"biz_opaque_callback_data\":\"m-1\"}";

  private static String encode(Message message, MetaEncoder.Uploaded file) {
    return OutsideJson.write(MetaEncoder.encode(message, file, Language.EN));
  }

  private static void expect(Content content, String middle) {
    assertThat(encode(message(content), null)).isEqualTo(HEAD + middle + TAIL);
  }

  @Test
  void encodesEveryContent() {
    expect(new Content.Text("hi"), "\"type\":\"text\",\"text\":{\"body\":\"hi\"}");
    expect(
        new Content.Text("see https://example.test"),
        "\"type\":\"text\",\"text\":{\"preview_url\":true,\"body\":\"see https://example.test\"}");
    expect(
        new Content.Location(51.4545, -2.5879, "Harbour", null, null),
        "\"type\":\"location\",\"location\":{\"latitude\":\"51.4545\",\"longitude\":\"-2.5879\",\"name\":\"Harbour\"}");
    expect(
        new Content.Reaction(null, new ExternalId("wamid.X")),
        "\"type\":\"reaction\",\"reaction\":{\"message_id\":\"wamid.X\",\"emoji\":\"\"}");
    expect(
        new Content.Contacts(
            List.of(
                new Content.Contacts.Card(
                    "Desk", "Bikes", List.of("+1555"), List.of(), List.of(), List.of()))),
        "\"type\":\"contacts\",\"contacts\":[{\"name\":{\"formatted_name\":\"Desk\",\"first_name\":\"Desk\"},\"org\":{\"company\":\"Bikes\"},\"phones\":[{\"phone\":\"+1555\"}]}]");
  }

  private static void expect(Interaction action, String header, String interactive) {
    expect(
        new Content.Interactive("Look", header, null, action),
        "\"type\":\"interactive\",\"interactive\":" + interactive);
  }

  @Test
  void encodesWhatCanBeOpened() {
    expect(
        new Interaction.Link("Pay", "https://a.test/p"),
        "Bikes",
        "{\"type\":\"cta_url\",\"header\":{\"type\":\"text\",\"text\":\"Bikes\"},\"body\":{\"text\":\"Look\"},\"action\":{\"name\":\"cta_url\",\"parameters\":{\"display_text\":\"Pay\",\"url\":\"https://a.test/p\"}}}");
    expect(
        new Interaction.AskLocation(true),
        null,
        "{\"type\":\"location_request_message\",\"body\":{\"text\":\"Look\"},\"action\":{\"name\":\"send_location\"}}");
    expect(
        new Interaction.Product("3", "SKU-9"),
        null,
        "{\"type\":\"product\",\"body\":{\"text\":\"Look\"},\"action\":{\"catalog_id\":\"3\",\"product_retailer_id\":\"SKU-9\"}}");
    expect(
        new Interaction.Products(
            "3", List.of(new Interaction.Section("Tandems", List.of("SKU-9", "SKU-10")))),
        "Bikes",
        "{\"type\":\"product_list\",\"header\":{\"type\":\"text\",\"text\":\"Bikes\"},\"body\":{\"text\":\"Look\"},\"action\":{\"catalog_id\":\"3\",\"sections\":[{\"title\":\"Tandems\",\"product_items\":[{\"product_retailer_id\":\"SKU-9\"},{\"product_retailer_id\":\"SKU-10\"}]}]}}");
    expect(
        new Interaction.Catalog("SKU-9"),
        null,
        "{\"type\":\"catalog_message\",\"body\":{\"text\":\"Look\"},\"action\":{\"name\":\"catalog_message\",\"parameters\":{\"thumbnail_product_retailer_id\":\"SKU-9\"}}}");
    expect(
        new Interaction.Carousel(
            List.of(
                new Interaction.Card(
                    MediaKind.IMAGE,
                    "https://a.test/1.jpg",
                    "Red",
                    new Interaction.Link("Book", "https://a.test/r"),
                    List.of()),
                new Interaction.Card(
                    MediaKind.VIDEO,
                    "https://a.test/2.mp4",
                    null,
                    null,
                    List.of(new Option("more", "More", null))))),
        null,
        "{\"type\":\"carousel\",\"body\":{\"text\":\"Look\"},\"action\":{\"cards\":[{\"card_index\":0,\"type\":\"cta_url\",\"header\":{\"type\":\"image\",\"image\":{\"link\":\"https://a.test/1.jpg\"}},\"body\":{\"text\":\"Red\"},\"action\":{\"name\":\"cta_url\",\"parameters\":{\"display_text\":\"Book\",\"url\":\"https://a.test/r\"}}},{\"card_index\":1,\"type\":\"cta_url\",\"header\":{\"type\":\"video\",\"video\":{\"link\":\"https://a.test/2.mp4\"}},\"action\":{\"buttons\":[{\"type\":\"quick_reply\",\"quick_reply\":{\"id\":\"more\",\"title\":\"More\"}}]}}]}}");
  }

  @Test
  void aQuestionHasItsHeaderFooterAndButton() {
    var frame = new Content.Choice.Frame("Bikes", "per day", "Show");
    expect(
        new Content.Choice("Which?", List.of(new Option("1", "Red", null)), null, frame),
        "\"type\":\"interactive\",\"interactive\":{\"type\":\"button\",\"header\":{\"type\":\"text\",\"text\":\"Bikes\"},\"body\":{\"text\":\"Which?\"},\"footer\":{\"text\":\"per day\"},\"action\":{\"buttons\":[{\"type\":\"reply\",\"reply\":{\"id\":\"1\",\"title\":\"Red\"}}]}}");
    expect(
        new Content.Choice("Which?", List.of(new Option("1", "Red", "two seats")), null, frame),
        "\"type\":\"interactive\",\"interactive\":{\"type\":\"list\",\"header\":{\"type\":\"text\",\"text\":\"Bikes\"},\"body\":{\"text\":\"Which?\"},\"footer\":{\"text\":\"per day\"},\"action\":{\"button\":\"Show\",\"sections\":[{\"rows\":[{\"id\":\"1\",\"title\":\"Red\",\"description\":\"two seats\"}]}]}}");
  }

  @Test
  void addressesByUserIdWithoutANumberAndQuotes() {
    assertThat(
            encode(message(new Content.Text("hi"), Person.ofBsuid("GB.1"), "wamid.Q", null), null))
        .isEqualTo(
            "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"recipient\":\"GB.1\",\"type\":\"text\",\"text\":{\"body\":\"hi\"},\"context\":{\"message_id\":\"wamid.Q\"}"
                + TAIL);
  }

  @Test
  void addressesAGroup() {
    Person group = Person.ofGroup("Y2FwaV9ncm91cA", "Club");
    String head =
        "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"group\",\"to\":\"Y2FwaV9ncm91cA\",";
    assertThat(encode(message(new Content.Text("hi"), group, null, null), null))
        .isEqualTo(head + "\"type\":\"text\",\"text\":{\"body\":\"hi\"}" + TAIL);
    assertThat(
            encode(
                message(
                    new Content.Choice("Which?", List.of(new Option("a", "A", null))),
                    group,
                    null,
                    null),
                null))
        .isEqualTo(head + "\"type\":\"text\",\"text\":{\"body\":\"Which?\\n1. A\"}" + TAIL);
  }

  @Test
  void asksWithButtonsThenAListThenNumbers() {
    expect(
        new Content.Choice(
            "Which?", List.of(new Option("a", "A", null), new Option("b", "B", null))),
        "\"type\":\"interactive\",\"interactive\":{\"type\":\"button\",\"body\":{\"text\":\"Which?\"},\"action\":{\"buttons\":[{\"type\":\"reply\",\"reply\":{\"id\":\"a\",\"title\":\"A\"}},{\"type\":\"reply\",\"reply\":{\"id\":\"b\",\"title\":\"B\"}}]}}");
    expect(
        new Content.Choice("Which?", List.of(new Option("a", "A", "first"))),
        "\"type\":\"interactive\",\"interactive\":{\"type\":\"list\",\"body\":{\"text\":\"Which?\"},\"action\":{\"button\":\"Choose\",\"sections\":[{\"rows\":[{\"id\":\"a\",\"title\":\"A\",\"description\":\"first\"}]}]}}");
    List<Option> many =
        IntStream.range(0, 11).mapToObj(i -> new Option("" + i, "T" + i, null)).toList();
    assertThat(encode(message(new Content.Choice("Which?", many)), null))
        .contains("\"type\":\"text\"", "11. T10");
    List<Option> same = List.of(new Option("a", "A", null), new Option("b", "A", null));
    assertThat(encode(message(new Content.Choice("Which?", same)), null))
        .contains("\"type\":\"text\"");
  }

  @Test
  void asksWithHeadings() {
    expect(
        new Content.Choice(
            "Which?",
            List.of(
                new Option("a", "A", null, "One", null),
                new Option("b", "B", null, "One", null),
                new Option("c", "C", null, "Two", null))),
        "\"type\":\"interactive\",\"interactive\":{\"type\":\"list\",\"body\":{\"text\":\"Which?\"},\"action\":{\"button\":\"Choose\",\"sections\":[{\"title\":\"One\",\"rows\":[{\"id\":\"a\",\"title\":\"A\"},{\"id\":\"b\",\"title\":\"B\"}]},{\"title\":\"Two\",\"rows\":[{\"id\":\"c\",\"title\":\"C\"}]}]}}");
  }

  @Test
  void anAddressWithoutANameIsShown() {
    expect(
        new Content.Location(51.44, -2.58, null, "1 Quay Street", null),
        "\"type\":\"location\",\"location\":{\"latitude\":\"51.44\",\"longitude\":\"-2.58\",\"name\":\"1 Quay Street\",\"address\":\"1 Quay Street\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "IMAGE, image/jpeg, 100, IMAGE",
    "IMAGE, image/webp, 100, DOCUMENT",
    "IMAGE, image/png, 6000000, DOCUMENT",
    "VIDEO, video/mp4, 100, VIDEO",
    "VIDEO, video/quicktime, 100, DOCUMENT",
    "AUDIO, audio/ogg; codecs=opus, 100, AUDIO",
    "AUDIO, audio/wav, 100, DOCUMENT",
    "DOCUMENT, application/zip, 90000000, DOCUMENT",
    "STICKER, image/webp, 600000, DOCUMENT"
  })
  void sendsWhatDoesNotFitAsADocument(MediaKind kind, String mime, long bytes, MediaKind as) {
    assertThat(MetaShapes.kind(file(kind, mime, null, null, bytes), bytes)).isEqualTo(as);
  }

  @Test
  void refersToUploadedFiles() {
    Content.Media voice =
        new Content.Media(
            MediaKind.AUDIO, "audio/ogg", null, null, true, new MediaRef.Stored("b", "k", 1, "x"));
    assertThat(encode(message(voice), new MetaEncoder.Uploaded(MediaKind.AUDIO, "9")))
        .contains("\"type\":\"audio\",\"audio\":{\"id\":\"9\",\"voice\":true}");
    assertThat(
            encode(
                message(file(MediaKind.IMAGE, "image/webp", null, "look", 1)),
                new MetaEncoder.Uploaded(MediaKind.DOCUMENT, "9")))
        .contains("\"document\":{\"id\":\"9\",\"caption\":\"look\",\"filename\":\"file.webp\"}");
  }
}
