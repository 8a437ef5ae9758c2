package io.wabridge.auth.account;

import io.wabridge.auth.RandomCodes;
import io.wabridge.kit.encryption.FieldEncryption;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.util.encoders.Base32;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Second factors: codes of an authenticator app, and recovery codes, each of which counts once. */
@Component
public class SecondFactors {

  private static final int SECRET_BYTES = 20;
  private static final int RECOVERY_CODES = 10;

  /** 60 bits. */
  private static final int GROUPS = 3;

  /**
   * A secret that is not confirmed yet.
   *
   * @param secret in Base32, to be typed
   * @param uri otpauth, to be shown as a QR code
   */
  public record Enrolment(String secret, String uri) {}

  private final JdbcClient db;
  private final FieldEncryption encryption;

  SecondFactors(JdbcClient db, FieldEncryption encryption) {
    this.db = db;
    this.encryption = encryption;
  }

  /** Stores a new secret; it counts after {@link #confirm}. */
  public Enrolment begin(Person person) {
    var secret = RandomCodes.bytes(SECRET_BYTES);
    db.sql(
            """
            update people set second_factor = :secret, second_factor_since = null,
              second_factor_step = 0 where id = :id
            """)
        .param(
            "secret",
            encryption.encrypt(
                Base64.getEncoder().encodeToString(secret), associatedData(person.id())))
        .param("id", person.id())
        .update();
    var text = Base32.toBase32String(secret).replace("=", "");
    return new Enrolment(
        text,
        "otpauth://totp/Wabridge:%s?secret=%s&issuer=Wabridge&algorithm=SHA1&digits=6&period=30"
            .formatted(
                URLEncoder.encode(person.email(), StandardCharsets.UTF_8).replace("+", "%20"),
                text));
  }

  /** Makes the secret count if the code is right; returns new recovery codes, shown only now. */
  @Transactional
  public Optional<List<String>> confirm(Person person, String code) {
    if (!acceptsAppCode(person.id(), code)) {
      return Optional.empty();
    }
    db.sql("update people set second_factor_since = now() where id = :id")
        .param("id", person.id())
        .update();
    db.sql("delete from recovery_codes where person_id = :id").param("id", person.id()).update();
    var codes = Stream.generate(() -> RandomCodes.code(GROUPS)).limit(RECOVERY_CODES).toList();
    codes.forEach(one ->
        db.sql("insert into recovery_codes values (:id, :hash)")
            .param("id", person.id())
            .param("hash", RandomCodes.hashOfCode(one))
            .update());
    return Optional.of(codes);
  }

  @Transactional
  public void remove(String person) {
    db.sql(
            """
            update people set second_factor = null, second_factor_since = null,
              second_factor_step = 0 where id = :id
            """)
        .param("id", person)
        .update();
    db.sql("delete from recovery_codes where person_id = :id").param("id", person).update();
  }

  /** Whether this is the app's code, or a recovery code; neither is accepted a second time. */
  public boolean accepts(Person person, String code) {
    var digits = code.replaceAll("\\s", "");
    if (digits.matches("\\d{6}")) {
      return acceptsAppCode(person.id(), digits);
    }
    return db.sql("delete from recovery_codes where person_id = :id and code_hash = :hash")
            .param("id", person.id())
            .param("hash", RandomCodes.hashOfCode(code))
            .update()
        == 1;
  }

  private boolean acceptsAppCode(String person, String code) {
    var encrypted =
        db.sql("select second_factor from people where id = :id and second_factor is not null")
            .param("id", person)
            .query(byte[].class)
            .optional();
    if (encrypted.isEmpty()) {
      return false;
    }
    var secret =
        Base64.getDecoder().decode(encryption.decrypt(encrypted.get(), associatedData(person)));
    var step = Totp.matching(secret, code.replaceAll("\\s", ""), Instant.now());
    return step.isPresent()
        && db.sql(
                    """
                    update people set second_factor_step = :step
                    where id = :id and second_factor_step < :step
                    """)
                .param("step", step.getAsLong())
                .param("id", person)
                .update()
            == 1;
  }

  private static String associatedData(String person) {
    return "people.second_factor:" + person;
  }
}
