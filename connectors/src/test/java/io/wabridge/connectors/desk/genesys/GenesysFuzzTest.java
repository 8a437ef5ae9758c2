package io.wabridge.connectors.desk.genesys;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.SafeStrings;
import io.wabridge.model.ExternalId;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookUnreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any bytes from Genesys. The counterpart is MetaFuzzTest. */
class GenesysFuzzTest {

  private static final ExternalId OWN = new ExternalId("x-1");

  @FuzzTest(maxDuration = "10m")
  void webhook(byte[] body) {
    try {
      for (WebhookPart part : GenesysDecoder.split(body)) {
        SafeStrings.check(part);
        SafeStrings.check(GenesysDecoder.decode(part.body()));
      }
    } catch (WebhookUnreadable e) {
      // the only allowed exception
    }
  }

  @FuzzTest(maxDuration = "10m")
  void answer(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    for (int status : new int[] {200, 400, 500}) {
      GenesysReply reply = new GenesysReply(status, OutsideJson.readOrNothing(text), null, null);
      SafeStrings.check(List.of(GenesysDesk.outcome(OutsideJson.object(), OWN, reply)));
    }
  }
}
