package io.wabridge.tenant.desk;

import io.wabridge.model.Ids;
import io.wabridge.tenant.Connection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One contact-center inbox. Its secrets lie in the credentials. */
@Entity
@Table(name = "desks")
class Desk {

  @Id String id = Ids.next();
  String tenantId = "";
  String name = "";
  String kind = "";
  @Nullable String integrationId;
  String loginUrl = "";
  String apiUrl = "";
  String clientId = "";
  String[] moreClientIds = new String[0];

  @Enumerated(EnumType.STRING)
  Connection status = Connection.NEW;

  Instant createdAt = Instant.now();

  protected Desk() {}

  Desk(String tenantId, String name, String kind) {
    this.tenantId = tenantId;
    this.name = name;
    this.kind = kind;
  }

  String credentials() {
    return "desk:" + id;
  }
}
