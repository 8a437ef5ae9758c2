package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Json;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The control API by which agents answer in all connected conversations, for load tests. */
@RestController
@RequestMapping("/sandbox/crowd")
class CrowdControl {
  private final Conversations conversations;
  private final Agent agent;

  CrowdControl(Conversations conversations, Agent agent) {
    this.conversations = conversations;
    this.agent = agent;
  }

  record Crowd(String text, int each) {}

  /** Every customer receives "text 1", "text 2" and so on. */
  @PostMapping
  JsonNode speak(@RequestBody Crowd crowd) {
    long messages = 0;
    for (int n = 1; n <= crowd.each(); n++) {
      for (Conversation conversation : conversations.all()) {
        if (conversation.connected()) {
          agent.send(conversation, crowd.text() + " " + n, List.of());
          messages++;
        }
      }
    }
    return Json.object().put("messages", messages);
  }
}
