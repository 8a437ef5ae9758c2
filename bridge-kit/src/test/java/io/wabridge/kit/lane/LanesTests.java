package io.wabridge.kit.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.testkit.Broker;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which lane a conversation uses. */
class LanesTests {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Lanes lanes =
      new Lanes(new LaneProperties(4, 1, 0, SECOND, SECOND, SECOND, SECOND, true, true));

  @Test
  void areNamedAfterTheirReader() {
    assertThat(lanes.of("inbound-transformer"))
        .containsExactly(
            "inbound-transformer.0",
            "inbound-transformer.1",
            "inbound-transformer.2",
            "inbound-transformer.3");
  }

  @Test
  void aConversationAlwaysUsesTheSameLane() {
    // the hash is part of the contract between versions that run side by side
    assertThat(lanes.lane("r", "GB.4402938475610293")).isEqualTo("r.3");
    assertThat(lanes.lane("r", "447009001234")).isEqualTo("r.1");
  }

  @Test
  void spreadsConversationsOverAllLanes() {
    var counts =
        IntStream.range(0, 4000)
            .mapToObj(n -> lanes.lane("r", "4470090" + n))
            .collect(Collectors.groupingBy(lane -> lane, Collectors.counting()));

    assertThat(counts).hasSize(4);
    assertThat(counts.values()).allMatch(count -> count > 600);
  }

  @Test
  void refusesADifferentNumberOfLanes() throws Exception {
    try (var connection = Broker.connections().newConnection("tests")) {
      var inUse = 4;
      counting(inUse).verifyCount(connection);
      counting(inUse).verifyCount(connection);

      assertThatThrownBy(() -> counting(inUse + 1).verifyCount(connection))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("bridge.lanes.count is " + (inUse + 1));
    }
  }

  private static Lanes counting(int lanes) {
    return new Lanes(new LaneProperties(lanes, 1, 0, SECOND, SECOND, SECOND, SECOND, true, true));
  }
}
