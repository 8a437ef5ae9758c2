package io.wabridge.tenant.endpoint;

import io.wabridge.kit.client.Channel.ReadMarks;
import io.wabridge.model.connector.ConnectorInfo.Side;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** One WhatsApp number at one provider. */
@Entity
@Table(name = "channels")
class StoredChannel extends StoredEndpoint {

  @Nullable String deskId;

  @Enumerated(EnumType.STRING)
  ReadMarks readMarks = ReadMarks.NEVER;

  protected StoredChannel() {}

  StoredChannel(String tenantId) {
    this.tenantId = tenantId;
  }

  @Override
  Side side() {
    return Side.CHANNEL;
  }
}
