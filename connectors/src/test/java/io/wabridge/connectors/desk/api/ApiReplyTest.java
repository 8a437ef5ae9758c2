package io.wabridge.connectors.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiReplyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [] | must be a JSON object
          {} | type must be one of choice, contacts, location, media, reaction, template, text
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
