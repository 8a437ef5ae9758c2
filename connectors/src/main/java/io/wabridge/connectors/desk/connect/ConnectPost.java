package io.wabridge.connectors.desk.connect;

import io.wabridge.model.Content;
import io.wabridge.model.MediaRef;

/** One call, or one upload, by which a message or a part of it reaches the chat. */
sealed interface ConnectPost {

  record Text(String contentType, String content) implements ConnectPost {}

  /**
   * @param link the text that replaces the file if the instance does not accept it
   */
  record File(Content.Media media, MediaRef.Stored stored, String name, String link)
      implements ConnectPost {}
}
