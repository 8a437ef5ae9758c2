package io.wabridge.auth.link;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.auth.Problem;
import io.wabridge.auth.account.Passwords;
import io.wabridge.auth.account.People;
import io.wabridge.auth.account.Person;
import io.wabridge.auth.account.SecondFactors;
import io.wabridge.auth.audit.Audit;
import io.wabridge.auth.session.Attempts;
import io.wabridge.auth.session.Sessions;
import io.wabridge.auth.session.SignIn;
import io.wabridge.kit.access.Role;
import io.wabridge.kit.client.TenantDirectory;
import io.wabridge.model.Language;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;

/** Uses one-time links, for the gateway: no person is signed in here. */
@RestController
class LinkController {

  private static final String ACCOUNT_OF_CODES = "one-time code";

  record Shown(String link, String address) {}

  /**
   * What a link is for.
   *
   * @param exists whether the person has an account and enters its password
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LinkView(
      Links.Purpose purpose,
      @Nullable String email,
      @Nullable String tenant,
      @Nullable Role role,
      boolean exists,
      Instant expiresAt) {}

  /** What a person entered with a link; which fields are needed depends on its purpose. */
  record Used(
      String link,
      @Nullable String email,
      @Nullable String name,
      @Nullable Language language,
      @Nullable String password,
      @Nullable String code,
      String address,
      String agent) {
    SignIn.Origin origin() {
      return new SignIn.Origin(address, agent);
    }
  }

  /**
   * The result.
   *
   * @param session null: the person signs in now
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(@Nullable String session) {}

  private final Links links;
  private final People people;
  private final Passwords passwords;
  private final SecondFactors secondFactors;
  private final SignIn signIn;
  private final Sessions sessions;
  private final Attempts attempts;
  private final TenantDirectory tenants;
  private final Audit audit;
  private final TransactionTemplate transaction;

  LinkController(
      Links links,
      People people,
      Passwords passwords,
      SecondFactors secondFactors,
      SignIn signIn,
      Sessions sessions,
      Attempts attempts,
      TenantDirectory tenants,
      Audit audit,
      TransactionTemplate transaction) {
    this.links = links;
    this.people = people;
    this.passwords = passwords;
    this.secondFactors = secondFactors;
    this.signIn = signIn;
    this.sessions = sessions;
    this.attempts = attempts;
    this.tenants = tenants;
    this.audit = audit;
    this.transaction = transaction;
  }

  @PostMapping("/internal/links/look")
  LinkView look(@RequestBody Shown shown) {
    var link = find(shown.link(), shown.address());
    var email =
        link.person() == null
            ? link.email()
            : people.find(link.person()).map(Person::email).orElse(null);
    return new LinkView(
        link.purpose(),
        email,
        tenantName(link.tenant()),
        link.role(),
        email != null && people.byEmail(email).isPresent(),
        link.expiresAt());
  }

  /** What is wrong is counted and logged outside of the transaction, and so survives it. */
  @PostMapping("/internal/links/use")
  Result use(@RequestBody Used used) {
    var link = find(used.link(), used.address());
    return switch (link.purpose()) {
      case FIRST_OPERATOR -> inTransaction(() -> operator(link, used));
      case INVITATION -> {
        var existing = existing(Objects.requireNonNull(link.email()), used);
        yield inTransaction(() -> invited(link, existing, used));
      }
      case RESET -> inTransaction(() -> reset(link, used));
    };
  }

  private Result inTransaction(Supplier<Result> work) {
    return Objects.requireNonNull(transaction.execute(_ -> work.get()));
  }

  private Optional<Person> existing(String email, Used used) {
    return people
        .byEmail(email)
        .map(_ ->
            signIn.check(
                email,
                given(used.password(), "password"),
                Objects.requireNonNullElse(used.code(), ""),
                used.origin()));
  }

  /** Wrong codes count as attempts of one account, so that codes are not guessed. */
  private Links.Link find(String code, String address) {
    var attempt = attempts.begin(ACCOUNT_OF_CODES, address);
    var link = links.find(code);
    attempt.succeeded();
    return link;
  }

  private Result operator(Links.Link link, Used used) {
    var person = newPerson(given(used.email(), "email"), used);
    links.use(link);
    people.setOperator(person.id(), true);
    audit.add(
        new Audit.Entry(
            null, link.createdBy(), "operator.created", person.auditName(), used.address(), null));
    return new Result(signIn.begin(person, used.origin(), "one-time code"));
  }

  private Result invited(Links.Link link, Optional<Person> existing, Used used) {
    var person = existing.orElseGet(() -> newPerson(Objects.requireNonNull(link.email()), used));
    links.use(link);
    var tenant = Objects.requireNonNull(link.tenant());
    var role = Objects.requireNonNull(link.role());
    people.join(person.id(), tenant, role);
    audit.add(
        new Audit.Entry(
            tenant,
            person.auditName(),
            "invitation.accepted",
            person.auditName(),
            used.address(),
            role.code()));
    return new Result(signIn.begin(person, used.origin(), "invitation"));
  }

  private Result reset(Links.Link link, Used used) {
    var person = people.find(Objects.requireNonNull(link.person())).orElseThrow();
    links.use(link);
    passwords.set(person, given(used.password(), "password"));
    if (link.withoutSecondFactor()) {
      secondFactors.remove(person.id());
    }
    sessions.endAll(person.id(), null);
    audit.add(
        new Audit.Entry(
            null,
            person.auditName(),
            "password.reset",
            person.auditName(),
            used.address(),
            "by a link of " + link.createdBy()));
    return new Result(null);
  }

  private Person newPerson(String email, Used used) {
    if (!email.matches("[^@\\s]{1,64}@[^@\\s]{1,190}")) {
      throw new IllegalArgumentException("The field email is not an e-mail address.");
    }
    if (people.byEmail(email).isPresent()) {
      throw new Problem(
          HttpStatus.CONFLICT, "email-taken", "There is an account with this e-mail address.");
    }
    var name = given(used.name(), "name");
    if (name.length() > 200) {
      throw new IllegalArgumentException("The field name may have 200 characters at most.");
    }
    var person = people.add(email, name, Objects.requireNonNullElse(used.language(), Language.EN));
    passwords.set(person, given(used.password(), "password"));
    return person;
  }

  private static String given(@Nullable String value, String field) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("The field " + field + " is needed.");
    }
    return value;
  }

  private @Nullable String tenantName(@Nullable String id) {
    if (id == null) {
      return null;
    }
    try {
      return tenants.tenants().stream()
          .filter(tenant -> tenant.id().equals(id))
          .map(TenantDirectory.TenantEntry::name)
          .findFirst()
          .orElse(id);
    } catch (RestClientException e) {
      return id;
    }
  }
}
