package io.wabridge.connectors.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ApiReplyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [] | must be a JSON object
          {} | type must be one of carousel, catalog, choice, contacts, link, location, location_request, media, product, products, reaction, template, text
          {"type":"text"} | text is required
          {"type":"text","text":"  "} | text is required
          {"type":"text","text":"a","txt":1} | txt is not known; known are replyTo, text, type
          {"type":"text","text":"a","replyTo":7} | replyTo must be a string
          {"type":"media"} | media is required
          {"type":"media","media":{"url":"ftp://a/b"}} | media.url must be an https or http address
          {"type":"media","media":{"url":"https://a/b","kind":"film"}} | media.kind must be one of audio, document, image, sticker, video
          {"type":"media","media":{"url":"https://a/b","mimeType":"png"}} | media.mimeType must be a media type, as image/png
          {"type":"media","media":{}} | media must have either url or uploadId
          {"type":"media","media":{"url":"https://a/b","uploadId":"1"}} | media must have either url or uploadId
          {"type":"media","media":{"uploadId":"../other/1"}} | media.uploadId must be the id of an upload of this desk
          {"type":"media","media":{"url":"https://a/b","voice":"yes"}} | media.voice must be true or false
          {"type":"choice","choice":{"options":[{"id":"1","title":"a"}]}} | choice.body is required
          {"type":"choice","choice":{"body":"a","options":[]}} | choice.options must have 1 to 50 elements
          {"type":"choice","choice":{"body":"a","options":[{"id":"1"}]}} | choice.options[0].title is required
          {"type":"choice","choice":{"body":"a","options":[{"id":"1","title":"a"},{"id":"1","title":"b"}]}} | choice.options[1].id is the id of another option, too
          {"type":"reaction","reaction":{"emoji":"👍"}} | reaction.messageId is required
          {"type":"reaction","reaction":{"messageId":"1","emoji":"ok"}} | reaction.emoji must be one emoji; without it the reaction is removed
          {"type":"reaction","reaction":{"messageId":"1","emoji":"👍👍"}} | reaction.emoji must be one emoji; without it the reaction is removed
          {"type":"reaction","reaction":{"messageId":"1","emoji":"1"}} | reaction.emoji must be one emoji; without it the reaction is removed
          {"type":"reaction","replyTo":"1","reaction":{"messageId":"1"}} | replyTo is not known; known are reaction, type
          {"type":"location","location":"here"} | location is required
          {"type":"location","location":{"latitude":91,"longitude":1}} | location.latitude must be a number from -90 to 90
          {"type":"contacts","contacts":[{"name":"R","phones":"1"}]} | contacts[0].phones must be a list of strings
          """)
  void namesTheFieldAndTheRule(String body, String expected) {
    var problems = new ArrayList<ApiFields.Problem>();

    assertThat(ApiReply.read(OutsideJson.readOrNothing(body), problems)).isEmpty();
    assertThat(problems.getFirst().field() + " " + problems.getFirst().problem())
        .endsWith(expected);
  }

  /** At the limit a message is taken, one over it is refused by field and rule. */
  @ParameterizedTest
  @CsvSource({
    "link.text, 1024",
    "link.header, 60",
    "link.footer, 60",
    "link.label, 20",
    "link.url, 2000",
    "location_request.text, 1024",
    "product.text, 1024",
    "product.footer, 60",
    "products.text, 1024",
    "products.header, 60",
    "products.footer, 60",
    "products.sections[0].title, 24",
    "catalog.text, 1024",
    "catalog.footer, 60",
    "carousel.text, 1024",
    "carousel.cards[0].text, 160",
    "carousel.cards[0].answers[0].title, 20",
    "carousel.cards[0].answers[0].id, 256"
  })
  void everyLengthIsLimited(String field, int most) {
    assertThat(problems(field, most)).isEmpty();
    assertThat(problems(field, most + 1))
        .contains(new ApiFields.Problem(field, "must have at most " + most + " characters"));
  }

  private static List<ApiFields.Problem> problems(String field, int length) {
    var type = field.substring(0, field.indexOf('.'));
    var value = (field.endsWith("url") ? "https://a/" : "") + "x".repeat(length);
    var body = (ObjectNode) OutsideJson.readOrNothing(sample(type));
    var steps = field.split("[.\\[]");
    JsonNode at = body;
    for (var i = 0; i < steps.length - 1; i++) {
      at =
          steps[i].endsWith("]")
              ? at.path(Integer.parseInt(steps[i].replace("]", "")))
              : at.path(steps[i]);
    }
    ((ObjectNode) at).put(steps[steps.length - 1], value.substring(0, length));
    var problems = new ArrayList<ApiFields.Problem>();
    ApiReply.read(body, problems);
    return problems;
  }

  private static String sample(String type) {
    return switch (type) {
      case "link" ->
          """
          {"type":"link","link":{"text":"Pay","label":"Pay now","url":"https://example.test/pay"}}
          """;
      case "location_request" ->
          "{\"type\":\"location_request\",\"location_request\":{\"text\":\"Where?\"}}";
      case "product" ->
          """
          {"type":"product","product":{"catalogId":"3","productId":"SKU-9"}}
          """;
      case "products" ->
          """
          {"type":"products","products":{"text":"Ours","header":"Bikes","catalogId":"3",
            "sections":[{"title":"Tandems","productIds":["SKU-9"]},
              {"title":"Cargo","productIds":["SKU-10","SKU-11"]}]}}
          """;
      case "catalog" -> "{\"type\":\"catalog\",\"catalog\":{\"text\":\"Our bikes\"}}";
      default ->
          """
          {"type":"carousel","carousel":{"text":"Two bikes","cards":[
            {"image":"https://a.test/1.jpg","text":"Red","answers":[{"id":"r","title":"More"}]},
            {"video":"https://a.test/2.mp4","text":"Blue","answers":[{"id":"b","title":"More"}]}]}}
          """;
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"type":"link","link":{"text":"a","label":"b","url":"ftp://a.test"}} | link.url must be an https or http address
          {"type":"link","link":{"text":"a","label":"b"}} | link.url is required
          {"type":"location_request","location_request":{"text":"a","header":"b"}} | location_request.header is not known; known are text
          {"type":"products","products":{"text":"a","catalogId":"3","sections":[{"productIds":["1"]}]}} | products.header is required
          {"type":"products","products":{"text":"a","header":"h","catalogId":"3","sections":[{"productIds":["1"]},{"title":"b","productIds":["2"]}]}} | products.sections[0].title is required
          {"type":"products","products":{"text":"a","header":"h","catalogId":"3","sections":[]}} | products.sections must have 1 to 50 elements
          {"type":"product","product":{"catalogId":"3"}} | product.productId is required
          {"type":"carousel","carousel":{"text":"a","cards":[{"image":"https://a.test/1","link":{"label":"b","url":"https://a.test"}}]}} | carousel.cards must have 2 to 10 elements
          {"type":"carousel","carousel":{"text":"a","cards":[{"image":"https://a.test/1","link":{"label":"b","url":"https://a.test"}},{"image":"https://a.test/1","answers":[{"id":"1","title":"t"}]}]}} | carousel.cards must all have links or answers
          {"type":"carousel","carousel":{"text":"a","cards":[{"image":"a.jpg","link":{"label":"b","url":"https://a.test"}},{"image":"https://a.test/1","link":{"label":"b","url":"https://a.test"}}]}} | carousel.cards[0].image must be an https or http address
          {"type":"carousel","carousel":{"text":"a","cards":[{"image":"https://a.test/1"},{"image":"https://a.test/1"}]}} | carousel.cards[0].link must be there, or answers, and not both
          """)
  void namesWhatIsWrongWithAnInteraction(String body, String expected) {
    var problems = new ArrayList<ApiFields.Problem>();

    assertThat(ApiReply.read(OutsideJson.readOrNothing(body), problems)).isEmpty();
    assertThat(problems.getFirst().field() + " " + problems.getFirst().problem())
        .isEqualTo(expected);
  }

  @Test
  void productsAndCardsAreCounted() {
    var body = (ObjectNode) OutsideJson.readOrNothing(sample("products"));
    var ids = (ArrayNode) body.at("/products/sections/0/productIds");
    for (var i = 0; i < 27; i++) {
      ids.add("more-" + i);
    }
    assertThat(ApiReply.read(body, new ArrayList<>())).isPresent();
    ids.add("one too many");
    var problems = new ArrayList<ApiFields.Problem>();
    ApiReply.read(body, problems);
    assertThat(problems)
        .containsExactly(
            new ApiFields.Problem("products.sections", "must have at most 30 products"));

    var carousel = (ObjectNode) OutsideJson.readOrNothing(sample("carousel"));
    var cards = (ArrayNode) carousel.at("/carousel/cards");
    while (cards.size() < 10) {
      cards.add(cards.get(0).deepCopy());
    }
    assertThat(ApiReply.read(carousel, new ArrayList<>())).isPresent();
    cards.add(cards.get(0).deepCopy());
    ApiReply.read(carousel, problems);
    assertThat(problems)
        .contains(new ApiFields.Problem("carousel.cards", "must have 2 to 10 elements"));
  }

  @Test
  void longestTextsAreLimited() {
    var problems = new ArrayList<ApiFields.Problem>();
    var body =
        "{\"type\":\"text\",\"text\":\"%s\",\"replyTo\":\"%s\"}"
            .formatted("a".repeat(65_537), "b".repeat(251));

    ApiReply.read(OutsideJson.readOrNothing(body), problems);

    assertThat(problems)
        .containsExactly(
            new ApiFields.Problem("text", "must have at most 65536 characters"),
            new ApiFields.Problem("replyTo", "must have at most 250 characters"));
  }

  @Test
  void takesTheKindOfAFileFromItsType() {
    assertThat(
            read("{\"type\":\"media\",\"media\":{\"url\":\"https://a/b\",\"mimeType\":\"image/png\"}}")
                .content())
        .isInstanceOfSatisfying(
            Content.Media.class, media -> assertThat(media.type()).isEqualTo(MediaKind.IMAGE));
  }

  @Test
  void namesAnUploadByItsId() {
    assertThat(read("{\"type\":\"media\",\"media\":{\"uploadId\":\"01-ab\"}}").content())
        .isInstanceOfSatisfying(
            Content.Media.class,
            media -> assertThat(media.file()).isEqualTo(MediaRef.Remote.ofUpload("01-ab")));
  }

  @Test
  void quotesAMessage() {
    assertThat(read("{\"type\":\"text\",\"text\":\"a\",\"replyTo\":\"m-1\"}"))
        .isEqualTo(new ApiReply(new Content.Text("a"), new ExternalId("m-1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"👍", "❤️", "👩‍👩‍👧", "🇧🇷", "1️⃣", "©️"})
  void reactsWithOneEmoji(String emoji) {
    assertThat(
            read("{\"type\":\"reaction\",\"reaction\":{\"messageId\":\"m-1\",\"emoji\":\"%s\"}}"
                    .formatted(emoji))
                .content())
        .isEqualTo(new Content.Reaction(emoji, new ExternalId("m-1")));
  }

  @Test
  void removesAReaction() {
    assertThat(read("{\"type\":\"reaction\",\"reaction\":{\"messageId\":\"m-1\"}}").content())
        .isEqualTo(new Content.Reaction(null, new ExternalId("m-1")));
  }

  private static ApiReply read(String body) {
    return ApiReply.read(OutsideJson.readOrNothing(body), new ArrayList<>()).orElseThrow();
  }
}
