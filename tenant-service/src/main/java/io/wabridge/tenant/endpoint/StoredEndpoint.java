package io.wabridge.tenant.endpoint;

import io.wabridge.model.Ids;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Limits;
import io.wabridge.tenant.Connection;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The row of a channel or desk. Its secrets are in the credentials. */
@MappedSuperclass
abstract class StoredEndpoint {

  @Id String id = Ids.next();
  String tenantId = "";
  String name = "";
  String kind = "";
  @Nullable String externalId;

  /** The entered values by the names of the connector's form; no secrets, no defaults. */
  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, String> settings = Map.of();

  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable Limits limits;

  /** The values of further credentials, in the order they were entered. */
  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable List<Map<String, String>> moreCredentials;

  @Enumerated(EnumType.STRING)
  Connection status = Connection.NEW;

  /** When the status became what it is. */
  Instant statusSince = now();

  /** Grows with each change by an administrator. */
  int revision = 1;

  /** Why deliveries cannot use the credentials; null if they can. */
  @Nullable String refusal;

  Instant createdAt = Instant.now();

  abstract Side side();

  /** With the precision of the database. */
  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  void become(Connection next) {
    if (status != next) {
      status = next;
      statusSince = now();
    }
  }

  /** The term for the endpoint in texts. */
  String noun() {
    return side() == Side.CHANNEL ? "channel" : "desk";
  }

  /** The type under which its secrets are stored. */
  String credentialType() {
    return noun() + ":" + id;
  }

  Limits ownLimits() {
    return limits == null ? Limits.NONE : limits;
  }
}
