package io.wabridge.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Digests;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SnsNotificationTest {

  /** The string that was judged by an independent implementation. */
  @Test
  void signsTheDocumentedProperties() {
    var json =
        Sns.envelope("SubscriptionConfirmation")
            .put("Message", "confirm")
            .put("MessageId", "165545c9-2a5c-472c-8df2-7ff2be2b3b1b")
            .put(
                "SubscribeURL",
                "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=x&Token=2336412f37f")
            .put("Timestamp", "2026-11-26T11:59:00.000Z")
            .put("Token", "2336412f37f")
            .put("TopicArn", "arn:aws:sns:eu-central-1:111122223333:whatsapp-events");
    var signed = new String(new SnsNotification(json).signed(), StandardCharsets.UTF_8);
    assertThat(signed).hasSize(318);
    assertThat(Digests.sha256Hex(signed))
        .isEqualTo("1ad76e338414eb990981f7569ee6de483ec8b5ae6dc60ea79fbd4043cb3a8bf6");
  }
}
