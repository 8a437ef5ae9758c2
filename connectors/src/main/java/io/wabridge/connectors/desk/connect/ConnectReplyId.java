package io.wabridge.connectors.desk.connect;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import tools.jackson.databind.JsonNode;

/**
 * The id of an answer to choose. Amazon Connect knows no ids: a choice is sent back as a text,
 * which WhatsApp may have shortened, or as JSON. So the id contains what is to be sent.
 */
final class ConnectReplyId {

  private static final String TEXT = "say:";
  private static final String RESPONSE = "act:";

  private ConnectReplyId() {}

  static String text(String exactly) {
    return TEXT + exactly;
  }

  static String response(JsonNode json) {
    return RESPONSE + OutsideJson.write(json);
  }

  static ConnectPost.Text post(Content.ChoiceReply choice) {
    var id = choice.id();
    if (id != null && id.startsWith(TEXT)) {
      return new ConnectPost.Text(ConnectContents.PLAIN, id.substring(TEXT.length()));
    }
    if (id != null && id.startsWith(RESPONSE)) {
      return new ConnectPost.Text(
          ConnectContents.INTERACTIVE_RESPONSE, id.substring(RESPONSE.length()));
    }
    return new ConnectPost.Text(ConnectContents.PLAIN, choice.title());
  }
}
