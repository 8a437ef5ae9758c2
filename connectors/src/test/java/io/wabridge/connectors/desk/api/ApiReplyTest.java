package io.wabridge.connectors.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiReplyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [] | must be a JSON object
          {} | type must be one of choice, contacts, location, media, text
          {"type":"text"} | text is required
          {"type":"text","text":"  "} | text is required
          {"type":"text","text":"a","txt":1} | txt is not known; known are text, type
          {"type":"media"} | media is required
          {"type":"media","media":{"url":"ftp://a/b"}} | media.url must be an https or http address
          {"type":"media","media":{"url":"https://a/b","kind":"film"}} | media.kind must be one of audio, document, image, sticker, video
          {"type":"media","media":{"url":"https://a/b","mimeType":"png"}} | media.mimeType must be a media type, as image/png
          {"type":"choice","choice":{"text":"a","options":[]}} | choice.options must have 1 to 50 elements
          {"type":"choice","choice":{"text":"a","options":[{"id":"1"}]}} | choice.options[0].title is required
          {"type":"location","location":{"latitude":91,"longitude":1}} | location.latitude must be a number from -90 to 90
          {"type":"contacts","contacts":[{"name":"R","phones":"1"}]} | contacts[0].phones must be a list of strings
          """)
  void namesTheFieldAndTheRule(String body, String expected) {
    var problems = new ArrayList<ApiReply.Problem>();

    assertThat(ApiReply.read(OutsideJson.readOrNothing(body), problems)).isEmpty();
    assertThat(problems.getFirst().field() + " " + problems.getFirst().problem())
        .endsWith(expected);
  }

  @Test
  void takesTheKindOfAFileFromItsType() {
    var read =
        ApiReply.read(
            OutsideJson.readOrNothing(
                "{\"type\":\"media\",\"media\":{\"url\":\"https://a/b\",\"mimeType\":\"image/png\"}}"),
            new ArrayList<>());

    assertThat(read)
        .hasValueSatisfying(content ->
            assertThat(content)
                .isInstanceOfSatisfying(
                    Content.Media.class,
                    media -> assertThat(media.type()).isEqualTo(MediaKind.IMAGE)));
  }
}
