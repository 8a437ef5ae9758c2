package io.wabridge.connectors.meta;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.SafeStrings;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookUnreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any bytes from Meta; run with its seeds in the build, and as a search with JAZZER_FUZZ=1. */
class MetaFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void webhook(byte[] body) {
    try {
      for (WebhookPart part : MetaSplitter.split(body)) {
        SafeStrings.check(part);
        SafeStrings.check(MetaDecoder.decode(part.body()));
      }
    } catch (WebhookUnreadable e) {
      // the only allowed exception
    }
  }

  @FuzzTest(maxDuration = "10m")
  void answer(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    for (int status : new int[] {200, 400, 500}) {
      MetaReply reply = MetaReply.of(status, OutsideJson.readOrNothing(text), null);
      SafeStrings.check(
          List.of(reply.success() ? MetaSender.accepted(reply) : MetaSender.outcome(reply)));
    }
  }
}
