package io.wabridge.auth.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.auth.account.Person;
import io.wabridge.kit.access.Role;
import io.wabridge.model.Language;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person as administrators see it.
 *
 * @param role in the tenant that was asked about
 * @param roles by tenant, for operators only
 * @param sessions how many live
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PersonView(
    String id,
    String email,
    String name,
    Language language,
    boolean active,
    boolean operator,
    @Nullable Role role,
    @Nullable Map<String, Role> roles,
    boolean secondFactor,
    int sessions,
    @Nullable Instant lastSeenAt) {

  /** All people of one answer. */
  record PersonList(List<PersonView> items) {}

  /** Without the person's roles in other tenants. */
  static PersonView inTenant(Person person, String tenant, int sessions) {
    return view(person, person.roles().get(tenant), null, sessions);
  }

  static PersonView everywhere(Person person, int sessions) {
    return view(person, null, person.roles(), sessions);
  }

  private static PersonView view(
      Person person, @Nullable Role role, @Nullable Map<String, Role> roles, int sessions) {
    return new PersonView(
        person.id(),
        person.email(),
        person.name(),
        person.language(),
        person.active(),
        person.operator(),
        role,
        roles,
        person.secondFactor(),
        sessions,
        person.lastSeenAt());
  }
}
