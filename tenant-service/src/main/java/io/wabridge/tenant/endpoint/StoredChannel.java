package io.wabridge.tenant.endpoint;

import io.wabridge.kit.client.Channel.ReadMarks;
import io.wabridge.kit.client.WindowPolicy;
import io.wabridge.model.DeskId;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.routing.Routing;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One WhatsApp number at one provider. */
@Entity
@Table(name = "channels")
class StoredChannel extends StoredEndpoint {

  @Nullable String deskId;

  @Enumerated(EnumType.STRING)
  ReadMarks readMarks = ReadMarks.NEVER;

  /** Null: all conversations go to the channel's own desk. */
  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable Routing routing;

  /** What happens outside of the 24-hour window; null: nothing was chosen. */
  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable WindowPolicy windowPolicy;

  /** The kind of its first provider; null: it was never moved. */
  @Nullable String firstKind;

  /** The provider that the channel was moved from last; null: it was never moved. */
  @Nullable String formerKind;

  @Nullable String formerExternalId;

  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable Map<String, String> formerSettings;

  @Nullable Instant movedAt;

  protected StoredChannel() {}

  StoredChannel(String tenantId) {
    this.tenantId = tenantId;
  }

  @Nullable DeskId desk() {
    return deskId == null ? null : new DeskId(deskId);
  }

  WindowPolicy window() {
    return windowPolicy == null ? WindowPolicy.USUAL : windowPolicy;
  }

  Routing routing() {
    return routing == null ? Routing.NONE : routing;
  }

  /** The type under which the secrets of its former provider are stored. */
  String formerCredentialType() {
    return credentialType() + ":former";
  }

  @Override
  Side side() {
    return Side.CHANNEL;
  }
}
