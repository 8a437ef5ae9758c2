package io.wabridge.state.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.BatchLedgerApi;
import io.wabridge.kit.client.Ledger;
import io.wabridge.model.Status;
import io.wabridge.state.StateTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Statuses of messages that another program sent: stored for a minute, in a limited number. */
class EarlyStatusTests extends StateTest {

  @Autowired EarlyStatuses early;

  private long kept() {
    return db.sql("select count(*) from early_statuses where tenant_id = :tenant")
        .param("tenant", requests.tenant.value())
        .query(Long.class)
        .single();
  }

  private List<Ledger.StatusUpdate> foreign(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(n -> requests.statusUpdate("foreign" + n, "other-program", Status.DELIVERED))
        .toList();
  }

  @Test
  void batchAnswersForeignStatuses() {
    var answers = client(BatchLedgerApi.class).applyStatuses(foreign(0, 64));

    assertThat(answers).hasSize(64).allMatch(answer -> answer != null && !answer.known());
    assertThat(kept()).isEqualTo(64);
  }

  @Test
  void storesALimitedNumberPerTenant() {
    for (var from = 0; from < 10_500; from += 500) {
      client(BatchLedgerApi.class).applyStatuses(foreign(from, from + 500));
    }

    assertThat(kept()).isEqualTo(10_000);
    assertThat(client(BatchLedgerApi.class).applyStatuses(foreign(20_000, 20_001)))
        .noneMatch(answer -> answer == null || answer.known());
  }

  @Test
  void forgetsThemAfterAMinute() {
    ledger.applyStatus(requests.statusUpdate("old", null, Status.READ));
    ledger.applyStatus(requests.statusUpdate("young", null, Status.READ));
    db.sql(
            """
            update early_statuses set arrived_at = now() - interval '61 seconds'
            where tenant_id = :tenant and external_id like 'old%'
            """)
        .param("tenant", requests.tenant.value())
        .update();

    early.forget();

    assertThat(kept()).isEqualTo(1);
  }
}
