package io.wabridge.suite;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What an agent of any desk does in the demo. */
interface Desktop {

  /** The person's messages, oldest first; empty before the first one. */
  List<JsonNode> inbound(String address);

  /** Whether the person gets answers without {@link #reply}. */
  default boolean answersByItself() {
    return false;
  }

  /** Answers the person; returns the desk's id of the message. */
  String reply(String address, String text);
}
