package io.wabridge.state.erasure;

import io.wabridge.model.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.springframework.stereotype.Component;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Signs certificates with the tenant's key, and checks them. */
@Component
class Certificates {

  private static final HexFormat HEX = HexFormat.of();

  private final KeyedHashes hashes;
  private final JsonMapper canonical;

  Certificates(KeyedHashes hashes, JsonMapper json) {
    this.hashes = hashes;
    this.canonical =
        json.rebuild()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
  }

  Certificate sign(Certificate unsigned) {
    return unsigned.signed(HEX.formatHex(signature(unsigned)));
  }

  /** Whether the certificate was signed with the tenant's key and not changed since. */
  boolean isGenuine(TenantId tenant, Certificate shown) {
    return tenant.value().equals(shown.tenantId())
        && MessageDigest.isEqual(
            HEX.formatHex(signature(shown)).getBytes(StandardCharsets.UTF_8),
            shown.signature().getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the certificate is about the person with this id. */
  boolean isAbout(Certificate shown, TenantId tenant, String personId) {
    return MessageDigest.isEqual(
        personHash(tenant, personId).getBytes(StandardCharsets.UTF_8),
        shown.person().getBytes(StandardCharsets.UTF_8));
  }

  String personHash(TenantId tenant, String personId) {
    return HEX.formatHex(
        hashes.of(tenant, KeyedHashes.Purpose.PERSON, PersonSearch.stored(personId)));
  }

  private byte[] signature(Certificate certificate) {
    return hashes.of(
        new TenantId(certificate.tenantId()),
        KeyedHashes.Purpose.CERTIFICATE,
        canonical.writeValueAsString(certificate.signed("")));
  }
}
