package io.wabridge.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaMessageKeyTest {

  private static final String TOKEN = "A1B2C3D4E5F60718293A4B5C6D7E8F90";

  /** An id as Meta writes it: the address, then the token. */
  private static String id(String address, String token) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {0x1c, 0x18, (byte) address.length()});
    bytes.writeBytes(address.getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(new byte[] {0x15, 0x02, 0x00, 0x11, 0x18, (byte) token.length()});
    bytes.writeBytes(token.getBytes(StandardCharsets.US_ASCII));
    bytes.write(0);
    return "wamid." + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  @ParameterizedTest
  @CsvSource({
    "wamid.HBgMNDQ3NzAwOTAwMTIzFQIAEhggQTFCMkMzRDRFNUY2MDcxODI5M0E0QjVDNkQ3RThGOTAA",
    "wamid.HBgTR0IuNDQwMjkzODQ3NTYxMDI5MxUUABIYIEExQjJDM0Q0RTVGNjA3MTgyOTNBNEI1QzZEN0U4RjkwAA==",
    "wamid.HBgTR0IuNDQwMjkzODQ3NTYxMDI5MxUUABIYIEExQjJDM0Q0RTVGNjA3MTgyOTNBNEI1QzZEN0U4RjkwAA"
  })
  void quoteOfOwnMessageUnderAnotherScope(String id) {
    assertThat(MetaMessageKey.of(id)).isEqualTo(TOKEN);
  }

  @Test
  void isTheSameUnderEveryAddress() {
    for (String token : new String[] {TOKEN, "9A3CA5B3D4CD6E67E7", "3EB0ABCDEF0123456789"}) {
      for (String address : new String[] {"16505076520", "GB.4402938475610293", "5491155550100"}) {
        assertThat(MetaMessageKey.of(id(address, token))).isEqualTo(token);
      }
    }
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"447700900123", "GB.4402938475610293"})
  void addressAloneIsNoKey(String address) {
    String alone =
        address == null
            ? ""
            : Base64.getEncoder()
                .encodeToString(
                    ("\u001c\u0018" + (char) address.length() + address)
                        .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(MetaMessageKey.of("wamid." + alone)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"wamid.OUT1", "wamid.", "x", "wamid.%%%", "wamid.GBg=", "wamid.AAAA", "h:abc"})
  void otherIdsHaveNoKey(String id) {
    assertThat(MetaMessageKey.of(id)).isNull();
  }

  @Test
  void shortTokensAreNoKey() {
    assertThat(MetaMessageKey.of(id("447700900123", "AB"))).isNull();
  }
}
