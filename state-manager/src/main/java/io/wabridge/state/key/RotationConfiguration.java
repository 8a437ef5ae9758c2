package io.wabridge.state.key;

import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.rotation.EncryptedColumn;
import io.wabridge.kit.rotation.EncryptedColumn.Place;
import io.wabridge.kit.rotation.EncryptedColumn.Renewal;
import io.wabridge.kit.rotation.EncryptedValues;
import io.wabridge.kit.rotation.KeyRotation;
import io.wabridge.model.TenantId;
import io.wabridge.state.TenantFields;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything in this service's tables that the platform's key encrypts. */
@Configuration(proxyBeanMethods = false)
class RotationConfiguration {

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final FieldEncryption platform;
  private final TenantFields fields;

  RotationConfiguration(
      JdbcClient db,
      TransactionTemplate transaction,
      FieldEncryption platform,
      TenantFields fields) {
    this.db = db;
    this.transaction = transaction;
    this.platform = platform;
    this.fields = fields;
  }

  @Bean
  KeyRotation keyRotation() {
    return new KeyRotation(
        platform,
        List.of(
            ofPlatform("tenant_keysets", "keyset", "tenant_id || '|tenant_keysets|keyset'"),
            ofPlatform("tenant_keysets", "search_key", "tenant_id || '|tenant_keysets|search_key'"),
            ofPlatform("tenant_hash_keys", "hash_key", "tenant_id || '|tenant_hash_keys|hash_key'"),
            ofPlatform("erasures", "subject", "'erasures|subject|' || id"),
            ofPlatform(
                "open_questions", "answers", "tenant_id || '|open_questions|' || conversation_id"),
            ofPlatform(
                "conversation_mappings",
                "desk_session",
                "tenant_id || '|conversation_mappings|desk_session|' || conversation_id"),
            ofPlatform(
                "webhook_subscriptions",
                "secret",
                "tenant_id || '|webhook_subscriptions|secret|' || id"),
            ofPlatform(
                "webhook_subscriptions",
                "previous_secret",
                "tenant_id || '|webhook_subscriptions|secret|' || id"),
            ofTenants(
                "held",
                "envelope",
                "tenant_id, reader, conversation_key, idempotency_key",
                (row, ciphertext) ->
                    fields.renewed(
                        ciphertext,
                        TenantFields.Place.held(
                            row.getString("tenant_id"),
                            row.getString("reader"),
                            row.getString("conversation_key"),
                            row.getString("idempotency_key")))),
            ofTenants(
                "parked",
                "envelope",
                "tenant_id, id",
                (row, ciphertext) ->
                    fields.renewed(
                        ciphertext,
                        TenantFields.Place.parked(
                            row.getString("tenant_id"), row.getString("id")))),
            ofTenants(
                "message_tracking",
                "excerpt",
                "tenant_id, id",
                (row, ciphertext) ->
                    fields.renewed(
                        ciphertext,
                        TenantFields.Place.excerpt(
                            new TenantId(row.getString("tenant_id")), row.getString("id"))))));
  }

  private EncryptedValues ofPlatform(String table, String column, String associatedData) {
    return EncryptedColumn.ofPlatform(db, transaction, platform, table, column, associatedData);
  }

  private EncryptedValues ofTenants(String table, String column, String others, Renewal renewal) {
    return new EncryptedColumn(db, transaction, new Place(table, column, others, true), renewal);
  }
}
