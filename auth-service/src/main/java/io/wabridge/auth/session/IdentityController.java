package io.wabridge.auth.session;

import io.wabridge.auth.Problem;
import io.wabridge.auth.account.People;
import io.wabridge.auth.account.Person;
import io.wabridge.auth.audit.Audit;
import io.wabridge.kit.access.Role;
import io.wabridge.model.Language;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Signs in people whom an issuer has identified. A person is known by issuer and subject. A new one
 * needs an invitation to its verified e-mail address, or a tenant and a role from the issuer's
 * claims. An account that exists with this address is not taken over.
 */
@RestController
class IdentityController {

  /**
   * What the gateway learned at the issuer.
   *
   * @param email only if the issuer verified it, or its operator says that it always does
   * @param tenant and role, mapped from claims; null: no claim is mapped
   */
  record Identity(
      String issuer,
      String subject,
      @Nullable String email,
      String name,
      @Nullable String tenant,
      @Nullable Role role,
      String address,
      String agent) {}

  private record Invited(String link, String tenant, Role role) {}

  private final SignIn signIn;
  private final People people;
  private final Audit audit;
  private final JdbcClient db;

  IdentityController(SignIn signIn, People people, Audit audit, JdbcClient db) {
    this.signIn = signIn;
    this.people = people;
    this.audit = audit;
    this.db = db;
  }

  @PostMapping("/internal/sign-in/identity")
  @Transactional
  SessionController.Started signIn(@RequestBody Identity shown) {
    var known = people.byIdentity(shown.issuer(), shown.subject());
    var person = known.or(() -> newPerson(shown)).orElseThrow(IdentityController::unknown);
    if (!person.active()) {
      throw unknown();
    }
    if (known.isPresent() && person.email().equalsIgnoreCase(shown.email())) {
      accept(person, shown);
    }
    if (shown.tenant() != null && shown.role() != null) {
      synchronize(person, shown.tenant(), shown.role(), shown);
    }
    return new SessionController.Started(
        signIn.begin(person, new SignIn.Origin(shown.address(), shown.agent()), shown.issuer()));
  }

  private Optional<Person> newPerson(Identity shown) {
    var email = shown.email();
    if (email == null || people.byEmail(email).isPresent()) {
      return Optional.empty();
    }
    var invited = invitation(email);
    if (invited.isEmpty() && (shown.tenant() == null || shown.role() == null)) {
      return Optional.empty();
    }
    var person = people.add(email, shown.name(), Language.EN);
    people.identify(person.id(), shown.issuer(), shown.subject());
    accept(person, shown);
    return Optional.of(person);
  }

  /** Accepts the invitations to the person's verified address. */
  private void accept(Person person, Identity shown) {
    for (var next = invitation(person.email());
        next.isPresent();
        next = invitation(person.email())) {
      var one = next.get();
      db.sql("update links set used_at = now() where id = :id").param("id", one.link()).update();
      synchronize(person, one.tenant(), one.role(), shown);
    }
  }

  private Optional<Invited> invitation(String email) {
    return db.sql(
            """
            select id, tenant_id, role from links where purpose = 'INVITATION'
              and lower(email) = lower(:email) and used_at is null and expires_at > now()
            order by created_at desc limit 1 for update
            """)
        .param("email", email)
        .query((row, _) ->
            new Invited(
                row.getString("id"), row.getString("tenant_id"), Role.of(row.getString("role"))))
        .optional();
  }

  private void synchronize(Person person, String tenant, Role role, Identity shown) {
    if (person.roles().get(tenant) == role) {
      return;
    }
    people.join(person.id(), tenant, role);
    audit.add(
        new Audit.Entry(
            tenant,
            shown.issuer(),
            "role.changed",
            person.auditName(),
            shown.address(),
            role.code()));
  }

  private static Problem unknown() {
    return new Problem(
        HttpStatus.FORBIDDEN,
        "no-account",
        "You have no invitation to Wabridge; ask your administrator.");
  }
}
