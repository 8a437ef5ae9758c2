package io.wabridge.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTests {

  @ParameterizedTest
  @EnumSource
  void isReadByItsName(Reason reason) {
    assertThat(Json.MAPPER.readValue("\"" + reason + "\"", Reason.class)).isEqualTo(reason);
    assertThat(Json.MAPPER.writeValueAsString(reason)).isEqualTo("\"" + reason + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "RATE_PAIR, PERSON",
    "AUTH, CREDENTIAL",
    "DESK_PERMISSION, CREDENTIAL",
    "RATE_DESK_TOKEN, CREDENTIAL",
    "RATE_NUMBER, ENDPOINT",
    "UNAVAILABLE, ENDPOINT",
    "TLS_FAILED, ENDPOINT",
    "WINDOW_CLOSED, MESSAGE",
    "CONTENT_EMPTY, MESSAGE"
  })
  void hasAScope(Reason reason, FailureScope scope) {
    assertThat(new Delivery.Refused(reason, "").scope()).isEqualTo(scope);
    assertThat(new Delivery.Deferred(Duration.ZERO, reason, "").scope()).isEqualTo(scope);
  }

  @Test
  void unknownReasonDoesNotPreventReading() {
    assertThat(
            Json.MAPPER.readValue(
                "{\"at\":\"gone\",\"reason\":\"FROM_THE_FUTURE\",\"detail\":\"\"}", MediaRef.class))
        .isEqualTo(new MediaRef.Gone(Reason.NEWER_VERSION, ""));
  }

  @Test
  void unknownContractIsLaterOrForeign() {
    assertThat(Contract.strange("message.inbound.v2")).isEqualTo(Reason.NEWER_VERSION);
    assertThat(Contract.strange("message.inbound.v")).isEqualTo(Reason.NEWER_VERSION);
    assertThat(Contract.strange("message.sideways.v1")).isEqualTo(Reason.UNKNOWN_CONTRACT);
    assertThat(Contract.strange("")).isEqualTo(Reason.UNKNOWN_CONTRACT);
    assertThat(Contract.strange(".v1")).isEqualTo(Reason.UNKNOWN_CONTRACT);
  }
}
