package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code ./bridge demo --once --desk …} with each desk and {@code --provider …} by each provider;
 * {@link ConversationTests} has Genesys and Meta's Cloud API.
 */
@ExtendWith(RunningBridge.class)
class DemoTests {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GENESYS")
  void carriesTheDemoConversation(DemoDesk desk) {
    assertThat(Demo.once(RunningBridge.addresses(), desk)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLOUD")
  void carriesTheDemoConversationBy(DemoProvider provider) {
    assertThat(Demo.once(RunningBridge.addresses(), provider)).isTrue();
  }
}
