package io.wabridge.auth.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.auth.SignInProperties;
import io.wabridge.auth.account.People;
import io.wabridge.auth.account.Person;
import io.wabridge.auth.audit.Audit;
import io.wabridge.auth.link.Links;
import io.wabridge.auth.session.Sessions;
import io.wabridge.kit.BridgeProperties;
import io.wabridge.kit.ConflictException;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.access.Caller;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** All people of the installation, for its operators. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "People")
class OperatorController {

  /** A change; absent fields stay unchanged. */
  record PersonChange(@Nullable Boolean active, @Nullable Boolean operator) {}

  private final People people;
  private final Sessions sessions;
  private final Links links;
  private final SignInProperties properties;
  private final BridgeProperties bridge;
  private final Audit audit;

  OperatorController(
      People people,
      Sessions sessions,
      Links links,
      SignInProperties properties,
      BridgeProperties bridge,
      Audit audit) {
    this.people = people;
    this.sessions = sessions;
    this.links = links;
    this.properties = properties;
    this.bridge = bridge;
    this.audit = audit;
  }

  @GetMapping("/people")
  @Operation(summary = "All people, by name")
  PersonView.PersonList list() {
    return new PersonView.PersonList(people.all().stream().map(this::view).toList());
  }

  @PatchMapping("/people/{personId}")
  @Transactional
  @Operation(summary = "Locks or unlocks an account, gives or takes an operator's rights")
  PersonView change(
      @PathVariable String personId,
      @Valid @RequestBody PersonChange change,
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var person = get(personId);
    if (change.active() != null) {
      people.setActive(personId, change.active());
      if (!change.active()) {
        sessions.endAll(personId, null);
      }
      log(caller, change.active() ? "account.unlocked" : "account.locked", person);
    }
    if (change.operator() != null) {
      people.setOperator(personId, change.operator());
      log(caller, change.operator() ? "operator.added" : "operator.removed", person);
    }
    if (person.operator() && !people.anyOperator()) {
      throw new ConflictException("This is the last operator.");
    }
    return view(get(personId));
  }

  @PostMapping("/people/{personId}/reset-link")
  @Transactional
  @Operation(summary = "Makes a one-time link for a new password")
  NewLink reset(
      @PathVariable String personId,
      @Valid @RequestBody TenantPeopleController.NewReset reset,
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var person = get(personId);
    log(caller, "reset-link.made", person);
    return NewLink.of(
        links.reset(personId, reset.withoutSecondFactor(), caller.name(), properties.reset()),
        bridge.publicUrl());
  }

  @GetMapping("/people/{personId}/sessions")
  @Operation(summary = "The sessions of a person, the latest used first")
  TenantPeopleController.PersonSessions sessions(@PathVariable String personId) {
    return new TenantPeopleController.PersonSessions(sessions.of(get(personId).id()));
  }

  @DeleteMapping("/people/{personId}/sessions")
  @Transactional
  @Operation(summary = "Ends all sessions of a person")
  TenantPeopleController.Ended endSessions(
      @PathVariable String personId,
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    log(caller, "sessions.ended", get(personId));
    return new TenantPeopleController.Ended(sessions.endAll(personId, null));
  }

  @PostMapping("/operator-codes")
  @Transactional
  @Operation(
      summary = "Makes a one-time code with which a person becomes an operator",
      description = "It replaces the code before, and is shown only now.")
  NewLink operatorCode(
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    audit.add(
        new Audit.Entry(null, caller.name(), "operator-code.made", null, caller.address(), null));
    return NewLink.of(
        links.operatorCode(caller.name(), properties.operatorCode()), bridge.publicUrl());
  }

  private Person get(String id) {
    return people
        .find(id)
        .orElseThrow(() -> new NotFoundException("There is no person " + id + "."));
  }

  private PersonView view(Person person) {
    return PersonView.everywhere(person, sessions.of(person.id()).size());
  }

  private void log(Caller caller, String action, Person person) {
    audit.add(
        new Audit.Entry(null, caller.name(), action, person.auditName(), caller.address(), null));
  }
}
