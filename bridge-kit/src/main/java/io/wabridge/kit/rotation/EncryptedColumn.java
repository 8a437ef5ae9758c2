package io.wabridge.kit.rotation;

import io.wabridge.kit.encryption.FieldEncryption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A column of ciphertexts. Its rows are passed through in the order in which they are stored. */
public final class EncryptedColumn implements EncryptedValues {

  private static final Logger log = LoggerFactory.getLogger(EncryptedColumn.class);
  private static final int AT_ONCE = 200;
  private static final String FIRST = "(0,0)";

  /** Encrypts one value again. */
  @FunctionalInterface
  public interface Renewal {

    /**
     * The value, encrypted with the first key.
     *
     * @param row at this value, with the columns that were asked for
     * @throws IllegalStateException it cannot be decrypted
     */
    byte[] of(ResultSet row, byte[] ciphertext) throws SQLException;
  }

  /**
   * Where the values are.
   *
   * @param others columns that the renewal needs, as SQL: "tenant_id, id"
   * @param tenantsKeys whether tenants' keys encrypted some of them, so that an unknown key is no
   *     mistake
   */
  public record Place(String table, String column, String others, boolean tenantsKeys) {

    private String keyId() {
      return "encode(substring(" + column + " from 2 for 4), 'hex')";
    }
  }

  private record Renewed(String place, boolean done) {}

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Place place;
  private final Renewal renewal;

  public EncryptedColumn(
      JdbcClient db, TransactionTemplate transaction, Place place, Renewal renewal) {
    this.db = db;
    this.transaction = transaction;
    this.place = place;
    this.renewal = renewal;
  }

  /**
   * A column that is encrypted with the platform's key alone.
   *
   * @param associatedData as SQL, such as "tenant_id || '|tenant_keysets|keyset'"
   */
  public static EncryptedColumn ofPlatform(
      JdbcClient db,
      TransactionTemplate transaction,
      FieldEncryption platform,
      String table,
      String column,
      String associatedData) {
    return new EncryptedColumn(
        db,
        transaction,
        new Place(table, column, associatedData + " as associated_data", false),
        (row, ciphertext) -> {
          var bound = row.getString("associated_data");
          return platform.encrypt(platform.decryptBytes(ciphertext, bound), bound);
        });
  }

  @Override
  public String name() {
    return place.table() + "." + place.column();
  }

  @Override
  public Count count(List<String> older, List<String> known) {
    return db.sql(
            """
            select count(*) as rows, count(*) filter (where %1$s = any(:older)) as older,
              count(*) filter (where %1$s <> all(:known)) as unknown
            from %2$s where %3$s is not null
            """
                .formatted(place.keyId(), place.table(), place.column()))
        .param("older", older.toArray(String[]::new))
        .param("known", known.toArray(String[]::new))
        .query((row, _) ->
            new Count(
                row.getLong("rows"),
                row.getLong("older"),
                place.tenantsKeys() ? 0 : row.getLong("unknown")))
        .single();
  }

  @Override
  public long renew(List<String> older, LongConsumer renewed) {
    var last = FIRST;
    var failed = 0L;
    while (true) {
      var from = last;
      var some = Objects.requireNonNull(transaction.execute(_ -> renewSome(older, from)));
      var done = some.stream().filter(Renewed::done).count();
      renewed.accept(done);
      failed += some.size() - done;
      if (some.size() < AT_ONCE) {
        return failed;
      }
      last = some.getLast().place();
    }
  }

  private List<Renewed> renewSome(List<String> older, String last) {
    return db
        .sql(
            """
            select ctid::text as place, %1$s as ciphertext, %2$s from %3$s
            where ctid > :last::tid and %4$s = any(:older)
            order by ctid limit :limit for update skip locked
            """
                .formatted(place.column(), place.others(), place.table(), place.keyId()))
        .param("last", last)
        .param("older", older.toArray(String[]::new))
        .param("limit", AT_ONCE)
        .query((row, _) -> encrypted(row))
        .list()
        .stream()
        .map(this::write)
        .toList();
  }

  /** A row and its new value; none if it cannot be decrypted. */
  private record Encrypted(String place, byte[] value) {}

  private Encrypted encrypted(ResultSet row) throws SQLException {
    var at = row.getString("place");
    try {
      return new Encrypted(at, renewal.of(row, row.getBytes("ciphertext")));
    } catch (IllegalStateException e) {
      log.atError()
          .addKeyValue("values", name())
          .log("a value cannot be decrypted, and keeps its key: {}", e.getMessage());
      return new Encrypted(at, new byte[0]);
    }
  }

  /** The row is locked, so its place is still the same. */
  private Renewed write(Encrypted one) {
    if (one.value().length == 0) {
      return new Renewed(one.place(), false);
    }
    db.sql(
            "update %s set %s = :value where ctid = :place::tid"
                .formatted(place.table(), place.column()))
        .param("value", one.value())
        .param("place", one.place())
        .update();
    return new Renewed(one.place(), true);
  }
}
