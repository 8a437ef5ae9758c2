package io.wabridge.state.message;

import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The beginnings of messages, for later references; each encrypted for its tenant. */
@Repository
public class Excerpts {

  private final JdbcClient db;
  private final FieldEncryption encryption;

  Excerpts(JdbcClient db, FieldEncryption encryption) {
    this.db = db;
    this.encryption = encryption;
  }

  /** The beginning of a message, if it had text. */
  public Optional<String> of(TenantId tenant, String id) {
    return db.sql("select excerpt from message_tracking where id = :id and tenant_id = :tenant")
        .param("id", id)
        .param("tenant", tenant.value())
        .query((row, _) -> Optional.ofNullable(open(tenant, row.getBytes("excerpt"))))
        .single();
  }

  /** Encrypts the beginning of a message; null if it has no text. */
  public byte @Nullable [] lock(TenantId tenant, @Nullable String excerpt) {
    return excerpt == null ? null : encryption.encrypt(excerpt, associatedData(tenant));
  }

  /** Decrypts the beginning of a message. */
  public @Nullable String open(TenantId tenant, byte @Nullable [] locked) {
    return locked == null ? null : encryption.decrypt(locked, associatedData(tenant));
  }

  private static String associatedData(TenantId tenant) {
    return tenant + "|message_tracking|excerpt";
  }
}
