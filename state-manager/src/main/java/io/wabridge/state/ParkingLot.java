package io.wabridge.state;

import io.wabridge.kit.lane.Parking;
import io.wabridge.kit.memory.Ledger;
import io.wabridge.kit.secret.Vault;
import io.wabridge.model.Ids;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The one place for everything that needs a human. Envelopes carry what people wrote: encrypted.
 */
@Component
class ParkingLot implements Parking {

  private final JdbcClient db;
  private final Vault vault;
  private final Messages messages;

  ParkingLot(JdbcClient db, Vault vault, Messages messages) {
    this.db = db;
    this.vault = vault;
    this.messages = messages;
  }

  @Override
  public void park(Parked parked) {
    var id = Ids.next();
    db.sql(
            """
            insert into parked (id, tenant_id, stage, queue, contract, reason, detail, attempts,
              message_id, correlation, envelope)
            values (:id, :tenant, :stage, :queue, :contract, :reason, :detail, :attempts, :message,
              :correlation, :envelope)
            """)
        .param("id", id)
        .param("tenant", parked.tenant())
        .param("stage", parked.stage())
        .param("queue", parked.queue())
        .param("contract", parked.contract())
        .param("reason", parked.reason().name())
        .param("detail", parked.detail())
        .param("attempts", parked.attempts())
        .param("message", parked.message())
        .param("correlation", parked.correlation())
        .param("envelope", vault.lock(parked.envelope(), "parked|" + id))
        .update();
    var tenant = parked.tenant();
    var message = parked.message();
    if (tenant != null && message != null) {
      messages.move(
          new TenantId(tenant),
          message,
          new Ledger.Ended(
              new TenantId(tenant),
              parked.stage(),
              Status.PARKED,
              null,
              null,
              parked.reason(),
              parked.detail()));
      messages.hop(message, Instant.now(), parked.stage(), "parked", parked.detail());
    }
  }
}
