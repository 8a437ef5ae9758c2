package io.wabridge.tenant.secret;

import io.wabridge.kit.rotation.EncryptedValues;
import java.util.List;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of credentials, for the rotation of the platform's key. */
@Component
class CredentialValues implements EncryptedValues {

  private static final Logger log = LoggerFactory.getLogger(CredentialValues.class);

  /** The ids of the keys that encrypted the values of a row. */
  private static final String KEYS =
      """
      (select array_agg(encode(substring(decode(value, 'base64') from 2 for 4), 'hex'))
        from jsonb_each_text(credentials))
      """;

  private record Row(String tenant, String type) {}

  private final JdbcClient db;
  private final Credentials credentials;

  CredentialValues(JdbcClient db, Credentials credentials) {
    this.db = db;
    this.credentials = credentials;
  }

  @Override
  public String name() {
    return "tenant_credentials.credentials";
  }

  @Override
  public Count count(List<String> older, List<String> known) {
    return db.sql(
            """
            select count(*) as rows, count(*) filter (where keys && :older::text[]) as older,
              count(*) filter (where not keys <@ :known::text[]) as unknown
            from (select %s as keys from tenant_credentials) as of_rows
            """
                .formatted(KEYS))
        .param("older", older.toArray(String[]::new))
        .param("known", known.toArray(String[]::new))
        .query((row, _) ->
            new Count(row.getLong("rows"), row.getLong("older"), row.getLong("unknown")))
        .single();
  }

  @Override
  public long renew(List<String> older, LongConsumer renewed) {
    var failed = 0L;
    for (var row : rows(older)) {
      try {
        renewed.accept(credentials.rewrap(row.tenant(), row.type()) ? 1 : 0);
      } catch (IllegalStateException e) {
        failed++;
        log.atError()
            .addKeyValue("tenant", row.tenant())
            .addKeyValue("type", row.type())
            .log("credentials cannot be decrypted, and keep their key");
      }
    }
    return failed;
  }

  private List<Row> rows(List<String> older) {
    return db.sql(
            "select tenant_id, credential_type from tenant_credentials where "
                + KEYS
                + " && :older::text[] order by 1, 2")
        .param("older", older.toArray(String[]::new))
        .query((row, _) -> new Row(row.getString(1), row.getString(2)))
        .list();
  }
}
