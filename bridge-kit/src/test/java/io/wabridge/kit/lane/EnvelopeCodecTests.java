package io.wabridge.kit.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Message;
import io.wabridge.model.MessageId;
import io.wabridge.model.Origin;
import io.wabridge.model.Payload;
import io.wabridge.model.Person;
import io.wabridge.model.TenantId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** An envelope that one stage wrote is read by the next one. */
class EnvelopeCodecTests {

  private static final EnvelopeCodec CODEC =
      new EnvelopeCodec(
          JsonMapper.builder()
              .changeDefaultPropertyInclusion(
                  value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
              .build());

  static List<Origin> origins() {
    return List.of(
        Origin.PERSON,
        Origin.BUSINESS_APP,
        new Origin(Origin.Forwarded.ONCE, null, null, false),
        new Origin(
            null, new Origin.Referral("ad", "1", null, null, null, "click", null), null, false),
        new Origin(null, null, "Ada", false),
        new Origin(Origin.Forwarded.OFTEN, null, "Ada", true));
  }

  @ParameterizedTest
  @MethodSource("origins")
  void everyOriginOfAMessageIsRead(Origin origin) throws Exception {
    var message =
        new Message(
            new MessageId("m"),
            new ConversationId("c"),
            Direction.INBOUND,
            new ChannelId("channel"),
            new DeskId("desk"),
            Person.ofGroup("group-1", "Club"),
            "group-1",
            new Content.Text("hello"),
            new ExternalId("wamid.1"),
            null,
            null,
            Instant.EPOCH,
            origin);
    var written =
        CODEC.write(
            new Envelope<>(
                "correlation",
                new TenantId("tenant"),
                "key",
                "m:m",
                Instant.EPOCH,
                new Payload.InboundMessage(message)));

    var read = (Payload.InboundMessage) CODEC.read("message.inbound.v1", written).payload();
    assertThat(read.message()).isEqualTo(message);
  }
}
