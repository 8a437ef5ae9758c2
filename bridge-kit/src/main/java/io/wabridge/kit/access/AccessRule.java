package io.wabridge.kit.access;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may call one endpoint. A path with {@code {tenantId}} is of that tenant: only its people and
 * its keys may call it, and operators. Another path is of the platform, and a role in any tenant is
 * enough if the rule names it.
 *
 * @param method of the request; HEAD counts as GET
 * @param path as the endpoint's mapping writes it
 * @param roles that may call it; empty: no person
 * @param scope that a key needs; null: no key may call it
 * @param own about the person who calls; needs no tenant, and the admin token is no person
 * @param confirmed whether a person has to show the password or a code once more
 * @param audited what the audit log calls it, as "channel.changed"; null: it is not in the log, or
 *     the service writes an entry of its own
 */
public record AccessRule(
    String method,
    PathPattern path,
    Set<Role> roles,
    @Nullable Scope scope,
    boolean own,
    boolean confirmed,
    @Nullable String audited) {

  private static final String TENANT = "tenantId";

  static AccessRule of(String method, String path, Role... roles) {
    var set = EnumSet.noneOf(Role.class);
    set.addAll(Set.of(roles));
    return new AccessRule(
        method, PathPatternParser.defaultInstance.parse(path), set, null, false, false, null);
  }

  AccessRule scope(Scope needed) {
    return new AccessRule(method, path, roles, needed, own, confirmed, audited);
  }

  AccessRule ofOwn() {
    return new AccessRule(method, path, roles, scope, true, confirmed, audited);
  }

  AccessRule withConfirmation() {
    return new AccessRule(method, path, roles, scope, own, true, audited);
  }

  AccessRule audited(String action) {
    return new AccessRule(method, path, roles, scope, own, confirmed, action);
  }

  boolean matches(String asked, PathContainer called) {
    var wanted = asked.equals("HEAD") ? "GET" : asked;
    return method.equals(wanted) && path.matches(called);
  }

  /** What this rule says about a call that it matches. */
  Access decide(PathContainer called, Caller caller) {
    var match = path.matchAndExtract(called);
    var tenant = match == null ? null : match.getUriVariables().get(TENANT);
    return switch (caller) {
      case Caller.Installation _ -> own ? Access.FORBIDDEN : Access.ALLOWED;
      case Caller.Key key -> {
        if (tenant == null) {
          yield Access.FORBIDDEN;
        }
        if (!tenant.equals(key.tenant())) {
          yield Access.ABSENT;
        }
        yield scope != null && key.scopes().contains(scope) ? Access.ALLOWED : Access.FORBIDDEN;
      }
      case Caller.Person person -> {
        if (own || (person.operator() && roles.contains(Role.OPERATOR))) {
          yield confirmedOrNot(person);
        }
        if (tenant == null) {
          yield person.roles().values().stream().anyMatch(roles::contains)
              ? confirmedOrNot(person)
              : Access.FORBIDDEN;
        }
        var role = person.roles().get(tenant);
        if (role == null) {
          yield person.operator() ? Access.FORBIDDEN : Access.ABSENT;
        }
        yield roles.contains(role) ? confirmedOrNot(person) : Access.FORBIDDEN;
      }
    };
  }

  private Access confirmedOrNot(Caller.Person person) {
    return confirmed && !person.confirmed() ? Access.UNCONFIRMED : Access.ALLOWED;
  }
}
