package io.wabridge.state.message;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.telemetry.Counters;
import io.wabridge.kit.telemetry.Metric;
import io.wabridge.model.TenantId;
import io.wabridge.state.TenantFields;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The beginnings of messages, for later references; each encrypted for its tenant and message. */
@Repository
public class Excerpts {

  private static final Logger log = LoggerFactory.getLogger(Excerpts.class);

  private static final String REFUSED_PLACE = "excerpt";

  private final JdbcClient db;
  private final TenantFields fields;
  private final Counters refused;

  Excerpts(JdbcClient db, TenantFields fields, MeterRegistry meters) {
    this.db = db;
    this.fields = fields;
    this.refused = Metric.CIPHERTEXTS_REFUSED.counters(meters);
    refused.add(0, REFUSED_PLACE);
  }

  /** The beginning of a message, if it had text. */
  public Optional<String> of(TenantId tenant, String id) {
    return db.sql("select excerpt from message_tracking where id = :id and tenant_id = :tenant")
        .param("id", id)
        .param("tenant", tenant.value())
        .query((row, _) -> Optional.ofNullable(open(tenant, id, row.getBytes("excerpt"))))
        .single();
  }

  /** Encrypts the beginning of a message; null if it has no text. */
  public byte @Nullable [] lock(TenantId tenant, String id, @Nullable String excerpt) {
    return excerpt == null ? null : fields.encrypt(excerpt, TenantFields.Place.excerpt(tenant, id));
  }

  /**
   * Decrypts the beginning of a message; null if it cannot be read, as one that was moved from
   * another message: what refers to it is delivered without it.
   */
  public @Nullable String open(TenantId tenant, @Nullable String id, byte @Nullable [] locked) {
    if (locked == null) {
      return null;
    }
    try {
      return fields.decrypt(locked, TenantFields.Place.excerpt(tenant, String.valueOf(id)));
    } catch (IllegalStateException e) {
      refused.count(REFUSED_PLACE);
      log.atError()
          .addKeyValue("tenant", tenant)
          .addKeyValue("message", id)
          .log("the beginning of a message cannot be decrypted: it was moved, or its key is gone");
      return null;
    }
  }
}
