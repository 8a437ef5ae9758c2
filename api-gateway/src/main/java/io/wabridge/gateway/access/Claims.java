package io.wabridge.gateway.access;

import io.wabridge.gateway.access.AccessProperties.Provider;
import io.wabridge.kit.access.Role;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an issuer says about a person, read as its settings say. */
record Claims(Map<String, Object> values, Provider provider) {

  /** The identity for auth-service. */
  Map<String, Object> identity(String issuer, String subject, String address, String agent) {
    var identity = new HashMap<String, Object>();
    identity.put("issuer", issuer);
    identity.put("subject", subject);
    var email = email();
    if (email != null) {
      identity.put("email", email);
    }
    identity.put("name", Objects.requireNonNullElse(text(provider.nameClaim()), subject));
    var tenant = tenant();
    if (tenant != null) {
      identity.put("tenant", tenant);
      var role = role();
      if (role != null) {
        identity.put("role", role.code());
      }
    }
    identity.put("address", address);
    identity.put("agent", agent);
    return identity;
  }

  /** An address that the issuer did not verify could be of another person. */
  private @Nullable String email() {
    var verified =
        provider.verifiesEmail()
            || Boolean.TRUE.equals(values.get("email_verified"))
            || "true".equals(values.get("email_verified"));
    return verified ? text(provider.emailClaim()) : null;
  }

  private @Nullable String tenant() {
    var claim = provider.tenantClaim();
    var value = claim == null ? null : text(claim);
    return value == null ? null : provider.tenants().get(value);
  }

  private @Nullable Role role() {
    var claim = provider.roleClaim();
    if (claim == null) {
      return provider.defaultRole();
    }
    var said = at(claim);
    var listed =
        said instanceof Collection<?> many ? List.copyOf(many) : List.of(said == null ? "" : said);
    return listed.stream()
        .map(one -> provider.roles().get(String.valueOf(one)))
        .filter(Objects::nonNull)
        .min(Role::compareTo)
        .orElse(provider.defaultRole());
  }

  /** A text; dots in the path lead into objects. */
  @Nullable String text(String path) {
    return at(path) instanceof String text && !text.isBlank() ? text : null;
  }

  private @Nullable Object at(String path) {
    if (values.containsKey(path)) {
      return values.get(path);
    }
    Object found = values;
    for (var name : path.split("\\.")) {
      found = found instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return found;
  }
}
