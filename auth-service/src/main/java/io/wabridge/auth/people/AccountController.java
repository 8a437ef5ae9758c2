package io.wabridge.auth.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.auth.Problem;
import io.wabridge.auth.account.Passwords;
import io.wabridge.auth.account.People;
import io.wabridge.auth.account.Person;
import io.wabridge.auth.account.SecondFactors;
import io.wabridge.auth.audit.Audit;
import io.wabridge.auth.session.Attempts;
import io.wabridge.auth.session.Sessions;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.access.Caller;
import io.wabridge.model.Language;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A person's own account. */
@RestController
@RequestMapping("/api/v1/account")
@Tag(name = "Own account")
class AccountController {

  record AccountView(
      String id,
      String email,
      String name,
      Language language,
      boolean operator,
      boolean hasPassword,
      boolean secondFactor) {
    static AccountView of(Person person) {
      return new AccountView(
          person.id(),
          person.email(),
          person.name(),
          person.language(),
          person.operator(),
          person.hasPassword(),
          person.secondFactor());
    }
  }

  /** A change; absent fields stay unchanged. */
  record AccountChange(
      @Nullable @Size(min = 1, max = 200) String name, @Nullable Language language) {}

  record NewPassword(@NotNull String current, @NotNull String password) {}

  record FactorCode(@NotBlank @Size(max = 20) String code) {}

  /** Each counts once, instead of a code of the app. They are shown only now. */
  record RecoveryCodes(List<String> recoveryCodes) {}

  record SessionEntry(
      String id,
      Instant startedAt,
      Instant lastSeenAt,
      String address,
      String agent,
      boolean current) {}

  record SessionList(List<SessionEntry> items) {}

  record EndedSessions(int ended) {}

  private final People people;
  private final Passwords passwords;
  private final SecondFactors secondFactors;
  private final Sessions sessions;
  private final Attempts attempts;
  private final Audit audit;
  private final TransactionTemplate transaction;

  AccountController(
      People people,
      Passwords passwords,
      SecondFactors secondFactors,
      Sessions sessions,
      Attempts attempts,
      Audit audit,
      TransactionTemplate transaction) {
    this.people = people;
    this.passwords = passwords;
    this.secondFactors = secondFactors;
    this.sessions = sessions;
    this.attempts = attempts;
    this.audit = audit;
    this.transaction = transaction;
  }

  @GetMapping
  @Operation(summary = "The account of the person who calls")
  AccountView get(@Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    return AccountView.of(person(caller));
  }

  @PatchMapping
  @Operation(summary = "Changes name or language")
  AccountView change(
      @Valid @RequestBody AccountChange change,
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var person = person(caller);
    people.describe(
        person.id(),
        change.name() == null ? person.name() : change.name(),
        change.language() == null ? person.language() : change.language());
    return AccountView.of(person(caller));
  }

  @PutMapping("/password")
  @Operation(
      summary = "Changes the password",
      description = "Ends all other sessions of the person.")
  EndedSessions password(
      @Valid @RequestBody NewPassword given,
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var person = person(caller);
    var attempt = attempts.begin(person.email(), caller.address());
    if (person.hasPassword() && !passwords.matches(person, given.current())) {
      throw new Problem(HttpStatus.CONFLICT, "wrong-credentials", "The current password is wrong.");
    }
    attempt.succeeded();
    return transaction.execute(_ -> {
      passwords.set(person, given.password());
      log(caller, "password.changed");
      return new EndedSessions(sessions.endAll(person.id(), session(caller)));
    });
  }

  @PostMapping("/second-factor")
  @Operation(
      summary = "Begins with an authenticator app",
      description = "The secret counts after it was confirmed with a code of the app.")
  SecondFactors.Enrolment secondFactor(
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var person = person(caller);
    if (person.secondFactor()) {
      throw new Problem(
          HttpStatus.CONFLICT, "has-second-factor", "Remove the present second factor first.");
    }
    return secondFactors.begin(person);
  }

  @PostMapping("/second-factor/confirm")
  @Operation(summary = "Confirms the app with its code; returns recovery codes, shown only now")
  RecoveryCodes confirm(
      @Valid @RequestBody FactorCode given,
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var person = person(caller);
    var attempt = attempts.begin(person.email(), caller.address());
    var codes =
        secondFactors
            .confirm(person, given.code())
            .orElseThrow(() ->
                new Problem(
                    HttpStatus.CONFLICT, "wrong-code", "The code is wrong; try the next one."));
    attempt.succeeded();
    log(caller, "second-factor.added");
    return new RecoveryCodes(codes);
  }

  @DeleteMapping("/second-factor")
  @Operation(summary = "Removes the second factor and its recovery codes")
  AccountView removeSecondFactor(
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    secondFactors.remove(person(caller).id());
    log(caller, "second-factor.removed");
    return AccountView.of(person(caller));
  }

  @GetMapping("/sessions")
  @Operation(summary = "The person's sessions, the latest used first")
  SessionList sessions(
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var current = session(caller);
    return new SessionList(
        sessions.of(person(caller).id()).stream()
            .map(one ->
                new SessionEntry(
                    one.id(),
                    one.startedAt(),
                    one.lastSeenAt(),
                    one.address(),
                    one.agent(),
                    one.id().equals(current)))
            .toList());
  }

  @DeleteMapping("/sessions/{sessionId}")
  @Operation(summary = "Ends one session of the person")
  EndedSessions end(
      @PathVariable String sessionId,
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    if (!sessions.end(person(caller).id(), sessionId)) {
      throw new NotFoundException("There is no such session.");
    }
    log(caller, "sessions.ended");
    return new EndedSessions(1);
  }

  @DeleteMapping("/sessions")
  @Operation(summary = "Ends all other sessions of the person")
  EndedSessions endOthers(
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var ended = sessions.endAll(person(caller).id(), session(caller));
    log(caller, "sessions.ended");
    return new EndedSessions(ended);
  }

  private void log(Caller caller, String action) {
    audit.add(new Audit.Entry(null, caller.name(), action, caller.name(), caller.address(), null));
  }

  private Person person(Caller caller) {
    if (caller instanceof Caller.Person person) {
      return people
          .find(person.id())
          .orElseThrow(() -> new NotFoundException("There is no such person."));
    }
    throw new NotFoundException("The caller is no person.");
  }

  private static String session(Caller caller) {
    return caller instanceof Caller.Person person ? person.session() : "";
  }
}
