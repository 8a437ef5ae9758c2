package io.wabridge.kit.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.kit.lane.Outcome;
import io.wabridge.model.Reason;
import io.wabridge.model.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Limits concurrent files, per tenant and in total; refused callers get a time to retry. */
class TransferLimiterTests {

  private final TransferLimiter transferLimiter = new TransferLimiter(new TransferProperties(3, 2));

  /** The result of one more transfer while so many of each tenant are in progress. */
  private Outcome during(String next, String... under) throws IOException {
    if (under.length == 0) {
      return transferLimiter.transfer(new TenantId(next), () -> Outcome.DONE);
    }
    var rest = Arrays.copyOfRange(under, 1, under.length);
    return transferLimiter.transfer(new TenantId(under[0]), () -> during(next, rest));
  }

  @Test
  void limitsTheTransfersOfOneTenant() throws IOException {
    assertThat(during("ada", "ada")).isEqualTo(Outcome.DONE);
    assertThat(during("ada", "ada", "ada"))
        .isInstanceOfSatisfying(
            Outcome.Later.class, later -> assertThat(later.reason()).isEqualTo(Reason.QUOTA));
    assertThat(during("bob", "ada", "ada")).isEqualTo(Outcome.DONE);
  }

  @Test
  void limitsTheTransfersOfAllTenants() throws IOException {
    assertThat(during("eve", "ada", "ada", "bob")).isInstanceOf(Outcome.Later.class);
    assertThat(during("eve", "ada", "bob")).isEqualTo(Outcome.DONE);
    assertThat(during("bob", "ada", "ada")).isEqualTo(Outcome.DONE);
  }

  @Test
  void staggersTheRetriesOfWaitingTransfers() throws IOException {
    var times = new ArrayList<Duration>();
    transferLimiter.transfer(
        new TenantId("ada"),
        () ->
            transferLimiter.transfer(
                new TenantId("ada"),
                () -> {
                  for (var i = 0; i < 20; i++) {
                    times.add(((Outcome.Later) during("ada")).after());
                  }
                  return Outcome.DONE;
                }));

    assertThat(times).isSorted();
    assertThat(times.getFirst()).isEqualTo(Duration.ofSeconds(1));
    assertThat(times.getLast()).isGreaterThan(Duration.ofSeconds(8));
  }

  @Test
  void aFailedTransferReleasesItsSlot() throws IOException {
    for (var i = 0; i < 10; i++) {
      assertThatThrownBy(() ->
              transferLimiter.transfer(
                  new TenantId("ada"),
                  () -> {
                    throw new IOException("the connection broke");
                  }))
          .hasMessage("the connection broke");
    }
    assertThat(during("ada", "ada")).isEqualTo(Outcome.DONE);
  }
}
