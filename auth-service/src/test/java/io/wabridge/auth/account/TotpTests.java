package io.wabridge.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The codes are those of RFC 6238, appendix B, shortened to six digits. */
class TotpTests {

  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void computesTheCodesOfTheStandard(long second, String code) {
    assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
  }

  @Test
  void acceptsOneStepBeforeAndAfter() {
    var now = Instant.ofEpochSecond(1_111_111_111);
    var step = Totp.step(now);

    assertThat(Totp.matching(SECRET, Totp.code(SECRET, step - 1), now)).hasValue(step - 1);
    assertThat(Totp.matching(SECRET, Totp.code(SECRET, step), now)).hasValue(step);
    assertThat(Totp.matching(SECRET, Totp.code(SECRET, step + 1), now)).hasValue(step + 1);
    assertThat(Totp.matching(SECRET, Totp.code(SECRET, step - 2), now)).isEmpty();
    assertThat(Totp.matching(SECRET, Totp.code(SECRET, step + 2), now)).isEmpty();
  }
}
