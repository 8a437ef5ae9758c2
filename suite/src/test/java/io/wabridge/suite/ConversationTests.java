package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The conversation of {@code ./bridge demo --once}, as a test. */
@ExtendWith(RunningBridge.class)
class ConversationTests {

  @Test
  void runsBothWaysWithEveryKindOfContent() {
    var steps = new Steps(System.out);

    new ConversationScript(RunningBridge.addresses(), steps).run();

    assertThat(steps.summary()).isTrue();
  }
}
