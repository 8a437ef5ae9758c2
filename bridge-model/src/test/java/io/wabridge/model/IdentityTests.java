package io.wabridge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids are never blank; a person is identified by any of the ids. */
class IdentityTests {

  static Stream<Function<String, Object>> ids() {
    return Stream.of(
        TenantId::new,
        ChannelId::new,
        DeskId::new,
        ConversationId::new,
        MessageId::new,
        ExternalId::new);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void anIdIsNeverBlankAndPrintsAsItself(Function<String, Object> id) {
    assertThatIllegalArgumentException().isThrownBy(() -> id.apply(" "));
    assertThat(id.apply("x").toString()).isEqualTo("x");
    assertThat(Json.MAPPER.writeValueAsString(id.apply("x"))).isEqualTo("\"x\"");
  }

  @Test
  void identifiesAPersonByAnyIdButNotByAName() {
    assertThat(new Person("B", "P", "1", "u", "n").key()).isEqualTo("B");
    assertThat(new Person(null, "P", "1", "u", "n").key()).isEqualTo("1");
    assertThat(new Person(null, "P", null, "u", "n").key()).isEqualTo("P");
    assertThat(new Person(null, null, null, "u", "n").known()).isFalse();
  }
}
