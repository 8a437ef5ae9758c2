package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.ShiftingClock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The roles of the account, and the sessions of those who assumed them. */
@Component
class Roles {

  /** Whose key it is. */
  record Session(
      String accessKeyId, String secret, String token, Instance instance, Instant ends) {}

  private final Map<String, Role> roles = new ConcurrentHashMap<>();
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final ShiftingClock clock;

  Roles(ShiftingClock clock) {
    this.clock = clock;
  }

  void clear() {
    roles.clear();
    sessions.clear();
  }

  Role create(Instance instance) {
    Role role =
        new Role(
            "arn:aws:iam::" + Instance.ACCOUNT + ":role/wabridge-" + Instances.random(6),
            "external-" + Instances.random(8),
            "SANDBOXUSER" + Instances.random(6).toUpperCase(Locale.ROOT),
            Instances.random(20),
            instance);
    roles.put(role.arn(), role);
    return role;
  }

  @Nullable Role find(String arn) {
    return roles.get(arn);
  }

  /** The owner demands another external ID, which the user does not know. */
  void distrust(String arn) {
    roles.computeIfPresent(
        arn,
        (_, one) ->
            new Role(
                arn,
                "external-" + Instances.random(8),
                one.accessKeyId(),
                one.secretAccessKey(),
                one.instance()));
  }

  /** The role whose user has this key. */
  @Nullable Role byUser(String accessKeyId) {
    return roles.values().stream()
        .filter(one -> one.accessKeyId().equals(accessKeyId))
        .findFirst()
        .orElse(null);
  }

  Session begin(Role role, long seconds) {
    Session session =
        new Session(
            "ASIA" + Instances.random(8).toUpperCase(Locale.ROOT),
            Instances.random(20),
            Instances.random(64),
            role.instance(),
            clock.instant().plusSeconds(seconds));
    sessions.put(session.accessKeyId(), session);
    return session;
  }

  @Nullable Session session(String accessKeyId) {
    return sessions.get(accessKeyId);
  }

  boolean ended(Session session) {
    return !clock.instant().isBefore(session.ends());
  }

  /** All sessions end now. */
  void expire() {
    sessions.replaceAll((_, one) ->
        new Session(one.accessKeyId(), one.secret(), one.token(), one.instance(), clock.instant()));
  }

  int begun() {
    return sessions.size();
  }
}
