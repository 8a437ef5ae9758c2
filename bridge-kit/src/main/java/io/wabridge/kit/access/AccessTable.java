package io.wabridge.kit.access;

import static io.wabridge.kit.access.AccessRule.of;
import static io.wabridge.kit.access.Role.ADMIN;
import static io.wabridge.kit.access.Role.AGENT;
import static io.wabridge.kit.access.Role.COORDINATOR;
import static io.wabridge.kit.access.Role.OPERATOR;
import static io.wabridge.kit.access.Scope.AUDIT_READ;
import static io.wabridge.kit.access.Scope.CONFIG_READ;
import static io.wabridge.kit.access.Scope.CONFIG_WRITE;
import static io.wabridge.kit.access.Scope.CONVERSATIONS_READ;
import static io.wabridge.kit.access.Scope.CONVERSATIONS_WRITE;
import static io.wabridge.kit.access.Scope.PARKED_WRITE;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;

/**
 * Who may call which endpoint of the public API: the only place that says so. What is not in the
 * table is refused. The gateway and every service ask it.
 */
public final class AccessTable {

  private static final String T = "/api/v1/tenants/{tenantId}";
  private static final Role[] TENANTS_ADMINS = {OPERATOR, ADMIN};
  private static final Role[] TENANTS_COORDINATORS = {OPERATOR, ADMIN, COORDINATOR};
  private static final Role[] ALL_ROLES = {OPERATOR, ADMIN, COORDINATOR, AGENT};

  private static final List<AccessRule> RULES =
      List.of(
          // the whole platform
          of("GET", "/api/v1/overview", OPERATOR),
          of("GET", "/api/v1/messages", OPERATOR),
          of("GET", "/api/v1/messages/{messageId}/trace", OPERATOR),
          of("GET", "/api/v1/unaccounted", OPERATOR),
          of("GET", "/api/v1/held", OPERATOR),
          of("POST", "/api/v1/held/try", OPERATOR),
          of("GET", "/api/v1/parked", OPERATOR),
          of("GET", "/api/v1/parked/{id}", OPERATOR),
          of("POST", "/api/v1/parked/{id}/replay", OPERATOR).audited("parked.replayed"),
          of("POST", "/api/v1/parked/replay", OPERATOR).audited("parked.replayed"),
          of("POST", "/api/v1/parked/{id}/discard", OPERATOR).audited("parked.discarded"),
          of("POST", "/api/v1/parked/discard", OPERATOR).audited("parked.discarded"),
          of("POST", "/api/v1/parked/{id}/restore", OPERATOR).audited("parked.restored"),
          of("POST", "/api/v1/parked/restore", OPERATOR).audited("parked.restored"),
          of("POST", "/api/v1/archive/inbound/replay", OPERATOR).audited("archive.replayed"),
          of("POST", "/api/v1/archive/outbound/replay", OPERATOR).audited("archive.replayed"),
          of("GET", "/api/v1/tenants", OPERATOR),
          of("POST", "/api/v1/tenants", OPERATOR).audited("tenant.created"),
          of("PATCH", T, OPERATOR).audited("tenant.changed"),
          of("DELETE", T, OPERATOR).withConfirmation().audited("tenant.deleted"),
          of("GET", "/api/v1/deletions/{deletedTenant}", OPERATOR),
          of("GET", "/api/v1/people", OPERATOR),
          of("PATCH", "/api/v1/people/{personId}", OPERATOR).withConfirmation(),
          of("POST", "/api/v1/people/{personId}/reset-link", OPERATOR).withConfirmation(),
          of("GET", "/api/v1/people/{personId}/sessions", OPERATOR),
          of("DELETE", "/api/v1/people/{personId}/sessions", OPERATOR),
          of("POST", "/api/v1/operator-codes", OPERATOR).withConfirmation(),
          of("GET", "/api/v1/audit", OPERATOR),
          of("GET", "/api/v1/audit/export", OPERATOR),
          of("GET", "/api/v1/audit/verification", OPERATOR),
          of("GET", "/api/v1/keys/messages", OPERATOR),
          of("POST", "/api/v1/keys/messages", OPERATOR)
              .withConfirmation()
              .audited("platform-key.renewed"),
          of("GET", "/api/v1/keys/tenants", OPERATOR),
          of("POST", "/api/v1/keys/tenants", OPERATOR)
              .withConfirmation()
              .audited("platform-key.renewed"),
          of("GET", "/api/v1/keys/people", OPERATOR),
          of("POST", "/api/v1/keys/people", OPERATOR)
              .withConfirmation()
              .audited("platform-key.renewed"),
          // one's own account
          of("GET", "/api/v1/account", ALL_ROLES).ofOwn(),
          of("PATCH", "/api/v1/account", ALL_ROLES).ofOwn(),
          of("PUT", "/api/v1/account/password", ALL_ROLES).ofOwn(),
          of("POST", "/api/v1/account/second-factor", ALL_ROLES).ofOwn().withConfirmation(),
          of("POST", "/api/v1/account/second-factor/confirm", ALL_ROLES).ofOwn(),
          of("DELETE", "/api/v1/account/second-factor", ALL_ROLES).ofOwn().withConfirmation(),
          of("GET", "/api/v1/account/sessions", ALL_ROLES).ofOwn(),
          of("DELETE", "/api/v1/account/sessions", ALL_ROLES).ofOwn(),
          of("DELETE", "/api/v1/account/sessions/{sessionId}", ALL_ROLES).ofOwn(),
          // configuration of a tenant
          of("GET", "/api/v1/connectors", TENANTS_ADMINS),
          of("GET", "/api/v1/connectors/{kind}", TENANTS_ADMINS),
          of("GET", T, ALL_ROLES).scope(CONFIG_READ),
          of("GET", T + "/overview", ALL_ROLES).scope(CONFIG_READ),
          of("GET", T + "/channels", TENANTS_COORDINATORS).scope(CONFIG_READ),
          of("GET", T + "/channels/{channelId}", TENANTS_COORDINATORS).scope(CONFIG_READ),
          of("POST", T + "/channels", TENANTS_ADMINS)
              .scope(CONFIG_WRITE)
              .withConfirmation()
              .audited("channel.created"),
          of("PATCH", T + "/channels/{channelId}", TENANTS_ADMINS)
              .scope(CONFIG_WRITE)
              .withConfirmation()
              .audited("channel.changed"),
          of("DELETE", T + "/channels/{channelId}", TENANTS_ADMINS)
              .scope(CONFIG_WRITE)
              .withConfirmation()
              .audited("channel.deleted"),
          of("POST", T + "/channels/check", TENANTS_ADMINS).scope(CONFIG_WRITE),
          of("POST", T + "/channels/sandbox/{kind}", TENANTS_ADMINS).scope(CONFIG_WRITE),
          of("POST", T + "/channels/{channelId}/rehearsal", TENANTS_ADMINS).scope(CONFIG_WRITE),
          of("GET", T + "/channels/{channelId}/health", TENANTS_COORDINATORS).scope(CONFIG_READ),
          of("POST", T + "/channels/{channelId}/test", TENANTS_ADMINS).scope(CONFIG_WRITE),
          of("POST", T + "/channels/{channelId}/connect", TENANTS_ADMINS).scope(CONFIG_WRITE),
          of("GET", T + "/channels/{channelId}/routing", TENANTS_COORDINATORS).scope(CONFIG_READ),
          of("PUT", T + "/channels/{channelId}/routing", TENANTS_ADMINS)
              .scope(CONFIG_WRITE)
              .audited("channel.routing-changed"),
          of("POST", T + "/channels/{channelId}/routing/try", TENANTS_COORDINATORS)
              .scope(CONFIG_READ),
          of("GET", T + "/templates", TENANTS_COORDINATORS).scope(CONFIG_READ),
          of("GET", T + "/templates/{templateId}", TENANTS_COORDINATORS).scope(CONFIG_READ),
          of("POST", T + "/templates/{templateId}/preview", TENANTS_COORDINATORS)
              .scope(CONFIG_READ),
          of("POST", T + "/channels/{channelId}/templates", TENANTS_ADMINS).scope(CONFIG_WRITE),
          of("POST", T + "/channels/{channelId}/templates/sync", TENANTS_COORDINATORS)
              .scope(CONFIG_READ),
          of("POST", T + "/channels/{channelId}/templates/samples", TENANTS_ADMINS)
              .scope(CONFIG_WRITE),
          of("PUT", T + "/channels/{channelId}/templates/{templateId}", TENANTS_ADMINS)
              .scope(CONFIG_WRITE),
          of("DELETE", T + "/channels/{channelId}/templates/{templateId}", TENANTS_ADMINS)
              .scope(CONFIG_WRITE),
          of("GET", T + "/desks", TENANTS_COORDINATORS).scope(CONFIG_READ),
          of("GET", T + "/desks/{deskId}", TENANTS_COORDINATORS).scope(CONFIG_READ),
          of("POST", T + "/desks", TENANTS_ADMINS)
              .scope(CONFIG_WRITE)
              .withConfirmation()
              .audited("desk.created"),
          of("PATCH", T + "/desks/{deskId}", TENANTS_ADMINS)
              .scope(CONFIG_WRITE)
              .withConfirmation()
              .audited("desk.changed"),
          of("DELETE", T + "/desks/{deskId}", TENANTS_ADMINS)
              .scope(CONFIG_WRITE)
              .withConfirmation()
              .audited("desk.deleted"),
          of("POST", T + "/desks/check", TENANTS_ADMINS).scope(CONFIG_WRITE),
          of("POST", T + "/desks/sandbox/{kind}", TENANTS_ADMINS).scope(CONFIG_WRITE),
          of("POST", T + "/desks/{deskId}/rehearsal", TENANTS_ADMINS).scope(CONFIG_WRITE),
          of("GET", T + "/desks/{deskId}/health", TENANTS_COORDINATORS).scope(CONFIG_READ),
          of("POST", T + "/desks/{deskId}/test", TENANTS_ADMINS).scope(CONFIG_WRITE),
          of("POST", T + "/desks/{deskId}/connect", TENANTS_ADMINS).scope(CONFIG_WRITE),
          of("POST", T + "/channels/{channelId}/move", TENANTS_ADMINS)
              .scope(CONFIG_WRITE)
              .withConfirmation()
              .audited("channel.moved"),
          of("GET", T + "/webhooks", TENANTS_ADMINS).scope(CONFIG_READ),
          of("POST", T + "/webhooks", TENANTS_ADMINS)
              .scope(CONFIG_WRITE)
              .withConfirmation()
              .audited("webhook.created"),
          of("GET", T + "/webhooks/{webhookId}", TENANTS_ADMINS).scope(CONFIG_READ),
          of("PATCH", T + "/webhooks/{webhookId}", TENANTS_ADMINS)
              .scope(CONFIG_WRITE)
              .withConfirmation()
              .audited("webhook.changed"),
          of("DELETE", T + "/webhooks/{webhookId}", TENANTS_ADMINS)
              .scope(CONFIG_WRITE)
              .withConfirmation()
              .audited("webhook.deleted"),
          of("POST", T + "/webhooks/{webhookId}/rotate-secret", TENANTS_ADMINS)
              .scope(CONFIG_WRITE)
              .withConfirmation()
              .audited("webhook.secret-rotated"),
          of("POST", T + "/webhooks/{webhookId}/test", TENANTS_ADMINS).scope(CONFIG_WRITE),
          of("POST", T + "/webhooks/{webhookId}/resend", TENANTS_ADMINS).scope(CONFIG_WRITE),
          of("GET", T + "/webhooks/{webhookId}/deliveries", TENANTS_ADMINS).scope(CONFIG_READ),
          // conversations of a tenant; an operator reads no contents
          of("GET", T + "/events", ADMIN, COORDINATOR).scope(CONVERSATIONS_READ),
          of("GET", T + "/messages/search", ADMIN, COORDINATOR).scope(CONVERSATIONS_READ),
          of("GET", T + "/persons/{personId}/export", ADMIN)
              .withConfirmation()
              .audited("person.exported"),
          of("POST", T + "/persons/{personId}/erasure", ADMIN)
              .withConfirmation()
              .audited("person.erased"),
          of("GET", T + "/erasures/{id}", TENANTS_ADMINS),
          of("POST", T + "/erasures/verification", TENANTS_ADMINS),
          of("GET", T + "/conversations", TENANTS_COORDINATORS).scope(CONVERSATIONS_READ),
          of("GET", T + "/conversations/{conversationId}", TENANTS_COORDINATORS)
              .scope(CONVERSATIONS_READ),
          of("GET", T + "/conversations/{conversationId}/messages", ADMIN, COORDINATOR)
              .scope(CONVERSATIONS_READ),
          of("GET", T + "/conversations/{conversationId}/transcript", ADMIN, COORDINATOR)
              .scope(CONVERSATIONS_READ)
              .audited("transcript.exported"),
          of("POST", T + "/conversations/{conversationId}/handover", TENANTS_COORDINATORS)
              .scope(CONVERSATIONS_WRITE),
          of("GET", T + "/persons/{personId}", TENANTS_COORDINATORS).scope(CONVERSATIONS_READ),
          of("GET", T + "/messages", TENANTS_COORDINATORS).scope(CONVERSATIONS_READ),
          of("GET", T + "/messages/{messageId}/trace", TENANTS_COORDINATORS)
              .scope(CONVERSATIONS_READ),
          of("POST", T + "/messages/{messageId}/reveal", OPERATOR).withConfirmation(),
          of("GET", T + "/unaccounted", TENANTS_COORDINATORS).scope(CONVERSATIONS_READ),
          of("GET", T + "/held", TENANTS_COORDINATORS).scope(CONVERSATIONS_READ),
          of("POST", T + "/held/try", TENANTS_COORDINATORS).scope(PARKED_WRITE),
          of("GET", T + "/parked", TENANTS_COORDINATORS).scope(CONVERSATIONS_READ),
          of("GET", T + "/parked/{id}", TENANTS_COORDINATORS).scope(CONVERSATIONS_READ),
          of("POST", T + "/parked/{id}/replay", TENANTS_COORDINATORS)
              .scope(PARKED_WRITE)
              .audited("parked.replayed"),
          of("POST", T + "/parked/replay", TENANTS_COORDINATORS)
              .scope(PARKED_WRITE)
              .audited("parked.replayed"),
          of("POST", T + "/parked/{id}/discard", TENANTS_COORDINATORS)
              .scope(PARKED_WRITE)
              .audited("parked.discarded"),
          of("POST", T + "/parked/discard", TENANTS_COORDINATORS)
              .scope(PARKED_WRITE)
              .audited("parked.discarded"),
          of("POST", T + "/parked/{id}/restore", TENANTS_COORDINATORS)
              .scope(PARKED_WRITE)
              .audited("parked.restored"),
          of("POST", T + "/parked/restore", TENANTS_COORDINATORS)
              .scope(PARKED_WRITE)
              .audited("parked.restored"),
          of("GET", T + "/keys", TENANTS_ADMINS),
          of("POST", T + "/keys/rotate", TENANTS_ADMINS)
              .withConfirmation()
              .audited("tenant-key.rotated"),
          // people and programs of a tenant
          of("GET", T + "/people", TENANTS_ADMINS),
          of("PATCH", T + "/people/{personId}", TENANTS_ADMINS).withConfirmation(),
          of("DELETE", T + "/people/{personId}", TENANTS_ADMINS).withConfirmation(),
          of("POST", T + "/people/{personId}/reset-link", TENANTS_ADMINS).withConfirmation(),
          of("GET", T + "/people/{personId}/sessions", TENANTS_ADMINS),
          of("DELETE", T + "/people/{personId}/sessions", TENANTS_ADMINS),
          of("GET", T + "/invitations", TENANTS_ADMINS),
          of("POST", T + "/invitations", TENANTS_ADMINS).withConfirmation(),
          of("DELETE", T + "/invitations/{invitationId}", TENANTS_ADMINS),
          of("GET", T + "/api-keys", TENANTS_ADMINS),
          of("POST", T + "/api-keys", TENANTS_ADMINS).withConfirmation(),
          of("POST", T + "/api-keys/{keyId}/rotate", TENANTS_ADMINS).withConfirmation(),
          of("DELETE", T + "/api-keys/{keyId}", TENANTS_ADMINS),
          of("GET", T + "/audit", TENANTS_ADMINS).scope(AUDIT_READ),
          of("GET", T + "/audit/export", TENANTS_ADMINS).scope(AUDIT_READ));

  /** Signing in and out: needs no session. */
  private static final List<AccessRule> OPEN =
      List.of(
          of("GET", "/api/v1/session"),
          of("POST", "/api/v1/session"),
          of("DELETE", "/api/v1/session"),
          of("POST", "/api/v1/session/confirm"),
          of("POST", "/api/v1/session/link"),
          of("POST", "/api/v1/session/link/look"));

  private AccessTable() {}

  /** All rules, in the order of the documentation. */
  public static List<AccessRule> rules() {
    return RULES;
  }

  /**
   * What this caller may do.
   *
   * @param path as it will be routed: decoded, without "..", "//" and ";…"
   */
  public static Access decide(String method, String path, Caller caller) {
    var called = PathContainer.parsePath(path);
    return rule(method, called).map(rule -> rule.decide(called, caller)).orElse(Access.ABSENT);
  }

  /** What the audit log calls this call; empty if it is not in the log. */
  public static Optional<String> audited(String method, String path) {
    return rule(method, PathContainer.parsePath(path))
        .flatMap(rule -> Optional.ofNullable(rule.audited()));
  }

  /** Whether this call needs no session. */
  public static boolean isOpen(String method, String path) {
    var called = PathContainer.parsePath(path);
    return OPEN.stream().anyMatch(rule -> rule.matches(method, called));
  }

  /** Whether a rule is written for exactly this mapping. */
  public static boolean covers(String method, String pattern) {
    return Stream.concat(RULES.stream(), OPEN.stream())
        .anyMatch(
            rule -> rule.method().equals(method) && rule.path().getPatternString().equals(pattern));
  }

  /** Of several rules the most specific one decides, as it does in the routing of the services. */
  private static Optional<AccessRule> rule(String method, PathContainer called) {
    return RULES.stream()
        .filter(rule -> rule.matches(method, called))
        .min(Comparator.comparing(AccessRule::path));
  }
}
