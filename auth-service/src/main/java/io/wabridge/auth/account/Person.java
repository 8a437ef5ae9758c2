package io.wabridge.auth.account;

import io.wabridge.kit.access.Role;
import io.wabridge.model.Language;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person who signs in.
 *
 * @param operator whether it is an operator of the platform
 * @param roles by tenant
 * @param hasPassword false: it signs in at an issuer only
 * @param secondFactor whether a second factor is confirmed
 */
public record Person(
    String id,
    String email,
    String name,
    Language language,
    boolean active,
    boolean operator,
    Map<String, Role> roles,
    boolean hasPassword,
    boolean secondFactor,
    Instant createdAt,
    @Nullable Instant lastSeenAt) {
  public Person {
    roles = Map.copyOf(roles);
  }

  /** As the audit log names it. */
  public String auditName() {
    return "person:" + id;
  }
}
