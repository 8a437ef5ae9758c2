package io.wabridge.auth.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.auth.Problem;
import io.wabridge.auth.account.People;
import io.wabridge.auth.account.Person;
import io.wabridge.auth.audit.Audit;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.access.Role;
import io.wabridge.model.Language;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sessions for the gateway. */
@RestController
class SessionController {

  record Credentials(
      String email, String password, @Nullable String code, String address, String agent) {
    SignIn.Origin origin() {
      return new SignIn.Origin(address, agent);
    }
  }

  record Confirmation(
      @Nullable String password, @Nullable String code, String address, String agent) {}

  record Started(String session) {}

  record State(boolean operatorExists) {}

  /** An event at the gateway: a call that was refused. */
  record Refused(String actor, @Nullable String tenant, String what, String address) {}

  /**
   * The person of a session.
   *
   * @param confirmedUntil until when a confirmation counts
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SessionFacts(
      String id,
      String email,
      String name,
      Language language,
      boolean operator,
      Map<String, Role> roles,
      boolean hasPassword,
      boolean secondFactor,
      Instant confirmedUntil) {}

  private final SignIn signIn;
  private final Sessions sessions;
  private final People people;
  private final Audit audit;

  SessionController(SignIn signIn, Sessions sessions, People people, Audit audit) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.people = people;
    this.audit = audit;
  }

  @GetMapping("/internal/sign-in")
  State state() {
    return new State(people.anyOperator());
  }

  @PostMapping("/internal/sign-in")
  Started signIn(@RequestBody Credentials given) {
    var person =
        signIn.check(
            given.email(),
            given.password(),
            Objects.requireNonNullElse(given.code(), ""),
            given.origin());
    var way = person.secondFactor() ? "password and code" : "password";
    return new Started(signIn.begin(person, given.origin(), way));
  }

  @GetMapping("/internal/sessions/{id}")
  SessionFacts facts(@PathVariable String id, @RequestParam(defaultValue = "true") boolean active) {
    var live = sessions.live(id, active).orElseThrow(SessionController::ended);
    var person = people.find(live.person()).orElseThrow(SessionController::ended);
    return new SessionFacts(
        person.id(),
        person.email(),
        person.name(),
        person.language(),
        person.operator(),
        person.roles(),
        person.hasPassword(),
        person.secondFactor(),
        live.confirmedUntil());
  }

  @PostMapping("/internal/sessions/{id}/confirm")
  void confirm(@PathVariable String id, @RequestBody Confirmation given) {
    var person = person(id);
    if (!person.hasPassword() && !person.secondFactor()) {
      throw new Problem(
          HttpStatus.CONFLICT,
          "sign-in-again",
          "This account has neither a password nor a code: sign out and in again.");
    }
    signIn.confirm(
        person,
        Objects.requireNonNullElse(given.password(), ""),
        Objects.requireNonNullElse(given.code(), ""),
        new SignIn.Origin(given.address(), given.agent()));
    sessions.confirm(id);
  }

  @DeleteMapping("/internal/sessions/{id}")
  @Transactional
  void signOut(@PathVariable String id, @RequestParam String address) {
    var person = person(id);
    sessions.end(person.id(), id);
    audit.add(
        new Audit.Entry(null, person.auditName(), "sign-out", person.auditName(), address, null));
  }

  @PostMapping("/internal/refused")
  void refused(@RequestBody Refused refused) {
    audit.add(
        new Audit.Entry(
            refused.tenant(),
            refused.actor(),
            "access.refused",
            null,
            refused.address(),
            refused.what()));
  }

  private Person person(String session) {
    return sessions
        .live(session, true)
        .flatMap(live -> people.find(live.person()))
        .orElseThrow(SessionController::ended);
  }

  private static NotFoundException ended() {
    return new NotFoundException("The session has ended.");
  }
}
