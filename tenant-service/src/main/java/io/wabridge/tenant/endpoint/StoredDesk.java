package io.wabridge.tenant.endpoint;

import io.wabridge.model.connector.ConnectorInfo.Side;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** One contact-center inbox. */
@Entity
@Table(name = "desks")
class StoredDesk extends StoredEndpoint {

  /** Null: the connector's default applies. */
  @Nullable Boolean failureNotes;

  /** Whether agents can write commands to the bridge. */
  boolean commands = true;

  protected StoredDesk() {}

  StoredDesk(String tenantId) {
    this.tenantId = tenantId;
  }

  @Override
  Side side() {
    return Side.DESK;
  }
}
