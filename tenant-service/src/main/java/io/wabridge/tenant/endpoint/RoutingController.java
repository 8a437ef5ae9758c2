package io.wabridge.tenant.endpoint;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.client.DeskAvailability;
import io.wabridge.kit.routing.Routes;
import io.wabridge.model.DeskId;
import io.wabridge.model.routing.Routing;
import io.wabridge.tenant.ConfigurationChanged;
import io.wabridge.tenant.Connection;
import io.wabridge.tenant.connector.Problems;
import io.wabridge.tenant.routing.RoutingDocument;
import io.wabridge.tenant.routing.RoutingForm;
import io.wabridge.tenant.routing.TriedMessage;
import io.wabridge.tenant.routing.TriedRouting;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public API of a channel's routes. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/channels/{channelId}/routing")
@Tag(name = "Routes")
class RoutingController {

  private static final String SUBJECT = "The routing";

  private final StoredChannels channels;
  private final StoredDesks desks;
  private final DeskAvailability availability;
  private final ApplicationEventPublisher events;
  private final JdbcClient db;

  RoutingController(
      StoredChannels channels,
      StoredDesks desks,
      DeskAvailability availability,
      ApplicationEventPublisher events,
      JdbcClient db) {
    this.channels = channels;
    this.desks = desks;
    this.availability = availability;
    this.events = events;
    this.db = db;
  }

  @GetMapping
  @Operation(summary = "The channel's routes and mirrors")
  ResponseEntity<RoutingDocument> get(
      @PathVariable String tenantId, @PathVariable String channelId) {
    return tagged(channels.get(tenantId, channelId));
  }

  @PutMapping
  @Transactional
  @Operation(summary = "Replaces the channel's routes and mirrors; {} removes all of them")
  ResponseEntity<RoutingDocument> replace(
      @PathVariable String tenantId,
      @PathVariable String channelId,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody RoutingDocument document) {
    var channel = channels.locked(tenantId, channelId);
    Revision.require(ifMatch, channel.routingRevision, SUBJECT);
    var problems = new Problems();
    var known = existing(tenantId, RoutingForm.desks(document));
    var routing = new RoutingForm(known, problems).check(document, channel.desk());
    problems.refuse(SUBJECT);
    channel.routing = routing.equals(Routing.NONE) ? null : routing;
    channel.routingRevision++;
    events.publishEvent(new ConfigurationChanged(tenantId));
    return tagged(channel);
  }

  @PostMapping("/try")
  @Operation(summary = "Which desk a new conversation would get, and why; nothing is sent")
  TriedRouting tryOut(
      @PathVariable String tenantId,
      @PathVariable String channelId,
      @RequestBody TriedMessage message) {
    var channel = channels.get(tenantId, channelId);
    var problems = new Problems();
    var facts = message.facts(desk -> unavailable(tenantId, desk), problems);
    problems.refuse("The message");
    var choice = new Routes(channel.routing(), channel.desk()).choose(facts);
    return TriedRouting.of(choice, facts, desk -> name(tenantId, desk));
  }

  private static ResponseEntity<RoutingDocument> tagged(StoredChannel channel) {
    return ResponseEntity.ok()
        .eTag(Revision.tag(channel.routingRevision))
        .body(RoutingDocument.of(channel.routing()));
  }

  /** A desk that is switched off is unavailable, too. */
  private boolean unavailable(String tenant, DeskId desk) {
    return availability.unavailable(desk)
        || desks
            .findByTenantIdAndId(tenant, desk.value())
            .filter(known -> known.status == Connection.DISABLED)
            .isPresent();
  }

  private String name(String tenant, DeskId desk) {
    return desks
        .findByTenantIdAndId(tenant, desk.value())
        .map(known -> known.name)
        .orElse(desk.value());
  }

  /** Locks them, so that none is deleted before the commit. */
  private Set<String> existing(String tenant, Set<String> ids) {
    return new HashSet<>(
        db.sql(
                """
                select id from desks where tenant_id = :tenant and id = any(:ids)
                order by id for key share
                """)
            .param("tenant", tenant)
            .param("ids", ids.toArray(String[]::new))
            .query(String.class)
            .list());
  }
}
