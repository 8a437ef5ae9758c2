package io.wabridge.tenant.channel;

import io.wabridge.kit.client.Channel.ReadMarks;
import io.wabridge.model.Ids;
import io.wabridge.tenant.Connection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One WhatsApp number at one provider. Its secrets lie in the credentials. */
@Entity
@Table(name = "channels")
class Channel {

  @Id String id = Ids.next();
  String tenantId = "";
  String name = "";
  String provider = "";
  String phoneNumberId = "";
  @Nullable String accountId;
  String apiUrl = "";
  String apiVersion = "";
  @Nullable String deskId;

  @Enumerated(EnumType.STRING)
  ReadMarks readMarks = ReadMarks.NEVER;

  @Enumerated(EnumType.STRING)
  Connection status = Connection.NEW;

  Instant createdAt = Instant.now();

  protected Channel() {}

  Channel(String tenantId, String name, String provider, String phoneNumberId) {
    this.tenantId = tenantId;
    this.name = name;
    this.provider = provider;
    this.phoneNumberId = phoneNumberId;
  }

  String credentials() {
    return "channel:" + id;
  }
}
