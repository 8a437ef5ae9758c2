package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the conversation of {@code ./bridge demo --once} as a test. */
@ExtendWith(RunningBridge.class)
class ConversationTests {

  @Test
  void runsInBothDirectionsWithEveryKindOfContent() {
    assertThat(RunningBridge.conversationPassed()).isTrue();
  }
}
