package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The conversation of {@code ./bridge demo --once}, as a test. */
@ExtendWith(RunningBridge.class)
class ConversationTests {

  @Test
  void runsBothWaysWithEveryKindOfContent() {
    assertThat(RunningBridge.conversed()).isTrue();
  }
}
