package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** Where the operator permits it, a tenant may name addresses, but only of the web. */
@TestPropertySource(properties = "bridge.outside.allow-explicit-addresses=true")
class AddressTests extends TenantServiceTest {

  @Test
  void anAddressIsTakenWithoutItsLastSlash() {
    var made =
        post(
            TENANTS + "/" + tenant() + "/channels",
            newChannel(number())
                .replace("\"name\"", "\"apiUrl\":\"http://127.0.0.1:8090/\",\"name\""));

    assertThat(made.text("apiUrl")).isEqualTo("http://127.0.0.1:8090");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "ftp://x", "javascript:1", "//x", "http://a@b", "http:// x"})
  void whatIsNoWebAddressIsRefused(String address) {
    var refused =
        post(
            TENANTS + "/" + tenant() + "/channels",
            newChannel(number()).replace("\"name\"", "\"apiUrl\":\"" + address + "\",\"name\""));

    assertThat(refused.status()).isEqualTo(400);
  }
}
