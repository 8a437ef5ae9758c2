package io.wabridge.suite.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyTests {

  @Test
  void countsOnlyMessagesSentInThePeriod() {
    var messages = List.of(message(1, 100, 150), message(2, 200, 270), message(3, 300, 390));
    var figures = Latency.of(messages, 200, 300).path("T00");
    assertThat(figures.path("said").asInt()).isEqualTo(1);
    assertThat(figures.path("p95").asInt()).isEqualTo(70);
    assertThat(figures.path("times").size()).isEqualTo(1);
  }

  @Test
  void missingMessagesHaveNoTime() {
    var lost = new Message(new Tag("run", "T00", "P0000", true, 1), 100, null);
    var figures = Latency.of(List.of(lost), 0, 1000).path("T00");
    assertThat(figures.path("said").asInt()).isEqualTo(1);
    assertThat(figures.path("messages").asInt()).isZero();
    assertThat(figures.has("p95")).isFalse();
  }

  private static Message message(int number, long said, long arrived) {
    var message = new Message(new Tag("run", "T00", "P0000", true, number), said, null);
    message.texts = 1;
    message.arrivedMs = arrived;
    return message;
  }
}
