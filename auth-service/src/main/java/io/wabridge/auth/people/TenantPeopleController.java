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
import io.wabridge.kit.access.Role;
import io.wabridge.kit.client.TenantDirectory;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
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

/** The people of a tenant, and invitations to it. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}")
@Tag(name = "People")
class TenantPeopleController {

  /** An invitation to a tenant; the role is admin, coordinator or agent. */
  record NewInvitation(@NotBlank @Email @Size(max = 250) String email, @NotNull Role role) {}

  record InvitationList(List<Links.Invitation> items) {}

  record RoleChange(@NotNull Role role) {}

  /**
   * A link for a new password.
   *
   * @param withoutSecondFactor whether using the link removes the second factor, too
   */
  record NewReset(boolean withoutSecondFactor) {}

  record PersonSessions(List<Sessions.View> items) {}

  record Ended(int ended) {}

  private final People people;
  private final Sessions sessions;
  private final Links links;
  private final TenantDirectory tenants;
  private final SignInProperties properties;
  private final BridgeProperties bridge;
  private final Audit audit;

  TenantPeopleController(
      People people,
      Sessions sessions,
      Links links,
      TenantDirectory tenants,
      SignInProperties properties,
      BridgeProperties bridge,
      Audit audit) {
    this.people = people;
    this.sessions = sessions;
    this.links = links;
    this.tenants = tenants;
    this.properties = properties;
    this.bridge = bridge;
    this.audit = audit;
  }

  @GetMapping("/people")
  @Operation(summary = "The people of a tenant, by name")
  PersonView.PersonList list(@PathVariable String tenantId) {
    return new PersonView.PersonList(
        people.ofTenant(tenantId).stream().map(person -> view(person, tenantId)).toList());
  }

  @PatchMapping("/people/{personId}")
  @Transactional
  @Operation(summary = "Gives a person another role in the tenant")
  PersonView change(
      @PathVariable String tenantId,
      @PathVariable String personId,
      @Valid @RequestBody RoleChange change,
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var role = ofTenant(change.role());
    var person = member(tenantId, personId);
    if (role != Role.ADMIN) {
      refuseWithoutAdmin(tenantId, person);
    }
    people.join(person.id(), tenantId, role);
    log(caller, tenantId, "role.changed", person, role.code());
    return view(member(tenantId, personId), tenantId);
  }

  @DeleteMapping("/people/{personId}")
  @Transactional
  @Operation(summary = "Takes a person's role in the tenant away; the account stays")
  Ended remove(
      @PathVariable String tenantId,
      @PathVariable String personId,
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var person = member(tenantId, personId);
    refuseWithoutAdmin(tenantId, person);
    people.leave(person.id(), tenantId);
    log(caller, tenantId, "role.removed", person, null);
    return new Ended(sessions.endAll(person.id(), null));
  }

  @PostMapping("/people/{personId}/reset-link")
  @Transactional
  @Operation(
      summary = "Makes a one-time link for a new password",
      description = "For a person who has roles in other tenants, too, only an operator may.")
  NewLink reset(
      @PathVariable String tenantId,
      @PathVariable String personId,
      @Valid @RequestBody NewReset reset,
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var person = member(tenantId, personId);
    if (!mayAnswerFor(caller, person)) {
      throw new ConflictException(
          "This person has roles elsewhere, too: an operator has to make the link.");
    }
    log(caller, tenantId, "reset-link.made", person, null);
    return NewLink.of(
        links.reset(person.id(), reset.withoutSecondFactor(), caller.name(), properties.reset()),
        bridge.publicUrl());
  }

  @GetMapping("/people/{personId}/sessions")
  @Operation(summary = "The sessions of a person, the latest used first")
  PersonSessions sessions(@PathVariable String tenantId, @PathVariable String personId) {
    return new PersonSessions(sessions.of(member(tenantId, personId).id()));
  }

  @DeleteMapping("/people/{personId}/sessions")
  @Transactional
  @Operation(summary = "Ends all sessions of a person")
  Ended endSessions(
      @PathVariable String tenantId,
      @PathVariable String personId,
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var person = member(tenantId, personId);
    log(caller, tenantId, "sessions.ended", person, null);
    return new Ended(sessions.endAll(person.id(), null));
  }

  @GetMapping("/invitations")
  @Operation(summary = "The invitations that are not accepted yet, the latest first")
  InvitationList invitations(@PathVariable String tenantId) {
    return new InvitationList(links.invitations(tenantId));
  }

  @PostMapping("/invitations")
  @Transactional
  @Operation(summary = "Invites a person; returns a one-time link, shown only now")
  NewLink invite(
      @PathVariable String tenantId,
      @Valid @RequestBody NewInvitation invitation,
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    var role = ofTenant(invitation.role());
    if (tenants.tenants().stream().noneMatch(tenant -> tenant.id().equals(tenantId))) {
      throw new NotFoundException("There is no tenant " + tenantId + ".");
    }
    var member = people.byEmail(invitation.email()).map(Person::roles);
    if (member.isPresent() && member.get().containsKey(tenantId)) {
      throw new ConflictException(invitation.email() + " has a role in this tenant already.");
    }
    var issued =
        links.invitation(
            invitation.email(), tenantId, role, caller.name(), properties.invitation());
    audit.add(
        new Audit.Entry(
            tenantId,
            caller.name(),
            "invitation.made",
            "invitation:" + issued.id(),
            caller.address(),
            role.code()));
    return NewLink.of(issued, bridge.publicUrl());
  }

  @DeleteMapping("/invitations/{invitationId}")
  @Transactional
  @Operation(summary = "Withdraws an invitation")
  Ended withdraw(
      @PathVariable String tenantId,
      @PathVariable String invitationId,
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    if (!links.withdraw(tenantId, invitationId)) {
      throw new NotFoundException("There is no open invitation " + invitationId + ".");
    }
    audit.add(
        new Audit.Entry(
            tenantId,
            caller.name(),
            "invitation.withdrawn",
            "invitation:" + invitationId,
            caller.address(),
            null));
    return new Ended(1);
  }

  private static Role ofTenant(Role role) {
    if (role == Role.OPERATOR) {
      throw new IllegalArgumentException("The field role is one of: admin, coordinator, agent.");
    }
    return role;
  }

  private Person member(String tenant, String person) {
    return people
        .find(person)
        .filter(found -> found.roles().containsKey(tenant))
        .orElseThrow(() -> new NotFoundException("There is no person " + person + "."));
  }

  /** A tenant keeps an administrator. */
  private void refuseWithoutAdmin(String tenant, Person leaving) {
    var another =
        people.ofTenant(tenant).stream()
            .anyMatch(person ->
                !person.id().equals(leaving.id())
                    && person.active()
                    && person.roles().get(tenant) == Role.ADMIN);
    if (leaving.roles().get(tenant) == Role.ADMIN && !another) {
      throw new ConflictException("This is the tenant's last administrator.");
    }
  }

  /**
   * Whether the caller administers everything that the person may do: otherwise a link for a new
   * password would be a way into another tenant, or to an operator's rights.
   */
  private static boolean mayAnswerFor(Caller caller, Person person) {
    return switch (caller) {
      case Caller.Installation _ -> true;
      case Caller.Key _ -> false;
      case Caller.Person by ->
          by.operator()
              || (!person.operator()
                  && person.roles().keySet().stream()
                      .allMatch(tenant -> by.roles().get(tenant) == Role.ADMIN));
    };
  }

  private PersonView view(Person person, String tenant) {
    return PersonView.inTenant(person, tenant, sessions.of(person.id()).size());
  }

  private void log(
      Caller caller, String tenant, String action, Person person, @Nullable String detail) {
    audit.add(
        new Audit.Entry(
            tenant, caller.name(), action, person.auditName(), caller.address(), detail));
  }
}
