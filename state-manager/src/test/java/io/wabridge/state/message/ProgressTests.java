package io.wabridge.state.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The allowed status changes of a message. */
class ProgressTests {

  @ParameterizedTest
  @EnumSource(Status.class)
  void allowsNoRepeatedStatusAndNoneAfterTheFinalOne(Status status) {
    assertThat(Progress.before(status)).doesNotContain(status);
    assertThat(Progress.before(status)).doesNotContain(Status.FAILED, Status.READ);
  }

  @ParameterizedTest
  @CsvSource({
    "ACCEPTED, SENT",
    "SENT, DELIVERED",
    "DELIVERED, READ",
    "UNCERTAIN, DELIVERED",
    "PARKED, DELIVERED",
    "ACCEPTED, FAILED",
    "SENT, FAILED",
    "DELIVERING, RECEIVED"
  })
  void mayMove(Status from, Status to) {
    assertThat(Progress.before(to)).contains(from);
  }

  @ParameterizedTest
  @CsvSource({
    "READ, DELIVERED",
    "DELIVERED, SENT",
    "DELIVERED, FAILED",
    "DELIVERED, PARKED",
    "ACCEPTED, UNCERTAIN",
    "ACCEPTED, RECEIVED",
    "FAILED, PARKED"
  })
  void mayNotMove(Status from, Status to) {
    assertThat(Progress.before(to)).doesNotContain(from);
  }
}
