package io.wabridge.tenant.endpoint;

import io.wabridge.model.connector.ConnectorInfo.Side;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** One contact-center inbox. */
@Entity
@Table(name = "desks")
class StoredDesk extends StoredEndpoint {

  protected StoredDesk() {}

  StoredDesk(String tenantId) {
    this.tenantId = tenantId;
  }

  @Override
  Side side() {
    return Side.DESK;
  }
}
