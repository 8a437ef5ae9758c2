package io.wabridge.tenant.endpoint;

import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Channel;
import io.wabridge.model.ChannelId;
import io.wabridge.model.TenantId;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.tenant.endpoint.InternalEndpoints.ConnectionState;
import io.wabridge.tenant.endpoint.InternalEndpoints.CredentialState;
import io.wabridge.tenant.endpoint.InternalEndpoints.EnteredToken;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Channels with their secrets, for internal services. The counterpart is InternalDeskController.
 */
@RestController
@RequestMapping("/internal/channels")
class InternalChannelController {

  private final StoredChannels channels;
  private final InternalEndpoints endpoints;
  private final EndpointChanges changes;
  private final ChannelConditions conditions;
  private final FormerProviders former;

  InternalChannelController(
      StoredChannels channels,
      InternalEndpoints endpoints,
      EndpointChanges changes,
      ChannelConditions conditions,
      FormerProviders former) {
    this.channels = channels;
    this.endpoints = endpoints;
    this.changes = changes;
    this.conditions = conditions;
    this.former = former;
  }

  @GetMapping("/{id}")
  Channel get(@PathVariable String id) {
    return view(channels.get(id));
  }

  @GetMapping("/by-external-id/{kind}/{externalId}")
  Channel byExternalId(@PathVariable String kind, @PathVariable String externalId) {
    return view(channels.byExternalId(kind, externalId));
  }

  @GetMapping("/{id}/token")
  EnteredToken token(@PathVariable String id, @RequestParam(defaultValue = "") String credential) {
    var channel = channels.get(id);
    return Channel.FormerProvider.owns(credential)
        ? former
            .token(channel)
            .map(EnteredToken::new)
            .orElseThrow(() ->
                new NotFoundException("The channel " + id + " has no token of that provider."))
        : endpoints.token(channel, credential);
  }

  @PostMapping("/{id}/status")
  @Transactional
  void status(@PathVariable String id, @RequestBody ConnectionState state) {
    changes.report(channels, channels.locked(id), state.working(), state.learned());
  }

  @PostMapping("/{id}/credentials")
  @Transactional
  void credentials(@PathVariable String id, @RequestBody CredentialState state) {
    changes.reportCredentials(channels.locked(id), state.refusal());
  }

  @PostMapping("/{id}/conditions")
  @Transactional
  void conditions(@PathVariable String id, @RequestBody ChannelEvent.ConditionsChanged changed) {
    conditions.apply(channels.get(id), changed);
  }

  private Channel view(StoredChannel channel) {
    var tenant = endpoints.tenant(channel);
    return new Channel(
        new TenantId(channel.tenantId),
        new ChannelId(channel.id),
        channel.kind,
        channel.name,
        endpoints.externalId(channel),
        endpoints.active(channel, tenant),
        endpoints.settings(channel),
        channel.ownLimits(),
        channel.desk(),
        channel.readMarks,
        tenant.quotaPerSecond(),
        tenant.language(),
        channel.routing(),
        tenant.history(),
        channel.firstKind,
        former.of(channel).orElse(null),
        channel.window());
  }
}
