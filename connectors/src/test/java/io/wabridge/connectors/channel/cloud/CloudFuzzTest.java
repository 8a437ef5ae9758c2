package io.wabridge.connectors.channel.cloud;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.SafeStrings;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookUnreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Any bytes at all from Meta; run as seeds in the build, and as a search with JAZZER_FUZZ=1. */
class CloudFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void webhook(byte[] body) {
    try {
      for (WebhookPart part : CloudSplitter.split(new Webhook(Map.of(), body))) {
        SafeStrings.check(part);
        SafeStrings.check(CloudDecoder.decode(part.body()));
      }
    } catch (WebhookUnreadable e) {
      // the one way out
    }
  }

  @FuzzTest(maxDuration = "10m")
  void answer(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    for (int status : new int[] {200, 400, 500}) {
      GraphReply reply = new GraphReply(status, OutsideJson.readOrNothing(text), null);
      SafeStrings.check(
          List.of(reply.success() ? CloudSender.accepted(reply) : CloudSender.outcome(reply)));
    }
  }
}
