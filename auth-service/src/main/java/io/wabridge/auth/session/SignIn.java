package io.wabridge.auth.session;

import io.wabridge.auth.Problem;
import io.wabridge.auth.account.Passwords;
import io.wabridge.auth.account.People;
import io.wabridge.auth.account.Person;
import io.wabridge.auth.account.SecondFactors;
import io.wabridge.auth.audit.Audit;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Signs people in with e-mail address, password and, if they have a second factor, its code. */
@Component
public class SignIn {

  /**
   * Where a request comes from.
   *
   * @param address of the caller, as the gateway sees it
   * @param agent the browser, as it names itself
   */
  public record Origin(String address, String agent) {}

  private final People people;
  private final Passwords passwords;
  private final SecondFactors secondFactors;
  private final Attempts attempts;
  private final Sessions sessions;
  private final Audit audit;

  SignIn(
      People people,
      Passwords passwords,
      SecondFactors secondFactors,
      Attempts attempts,
      Sessions sessions,
      Audit audit) {
    this.people = people;
    this.passwords = passwords;
    this.secondFactors = secondFactors;
    this.attempts = attempts;
    this.sessions = sessions;
    this.audit = audit;
  }

  /**
   * Checks everything that a person entered.
   *
   * @param code of the second factor; empty: none was entered
   * @throws Problem 401 with the code wrong-credentials, code-required or wrong-code; 429
   */
  public Person check(String email, String password, String code, Origin origin) {
    var attempt = attempts.begin(email, origin.address());
    var found = people.byEmail(email);
    var right = passwords.matches(found.orElse(null), password);
    var person = found.filter(Person::active).filter(_ -> right).orElse(null);
    if (person == null) {
      failed(found, origin, "password");
      throw new Problem(
          HttpStatus.UNAUTHORIZED,
          "wrong-credentials",
          "The e-mail address or the password is wrong.");
    }
    if (person.secondFactor()) {
      if (code.isBlank()) {
        attempt.undecided();
        throw new Problem(
            HttpStatus.UNAUTHORIZED, "code-required", "Enter the code of your authenticator app.");
      }
      if (!secondFactors.accepts(person, code)) {
        failed(found, origin, "code");
        throw new Problem(
            HttpStatus.UNAUTHORIZED, "wrong-code", "The code is wrong, or was used before.");
      }
    }
    attempt.succeeded();
    return person;
  }

  /** Starts a session; returns its id. */
  public String begin(Person person, Origin origin, String way) {
    var session = sessions.start(person.id(), origin.address(), origin.agent());
    audit.add(
        new Audit.Entry(
            null, person.auditName(), "sign-in", person.auditName(), origin.address(), way));
    return session;
  }

  /**
   * Whether a person who is signed in shows its password or its code.
   *
   * @throws Problem 401, 429
   */
  void confirm(Person person, String password, String code, Origin origin) {
    var attempt = attempts.begin(person.email(), origin.address());
    var right =
        code.isBlank()
            ? passwords.matches(person, password)
            : person.secondFactor() && secondFactors.accepts(person, code);
    if (!right) {
      failed(Optional.of(person), origin, "confirmation");
      throw new Problem(
          HttpStatus.UNAUTHORIZED, "wrong-credentials", "The password or the code is wrong.");
    }
    attempt.succeeded();
  }

  /** What was entered is not in the log: it could be a password in the wrong field. */
  private void failed(Optional<Person> person, Origin origin, String what) {
    audit.add(
        new Audit.Entry(
            null,
            "unknown",
            "sign-in.failed",
            person.map(Person::auditName).orElse(null),
            origin.address(),
            what));
  }
}
