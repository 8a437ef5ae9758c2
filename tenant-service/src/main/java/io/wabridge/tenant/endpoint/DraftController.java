package io.wabridge.tenant.endpoint;

import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Channel.ReadMarks;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.EndpointDraft;
import io.wabridge.kit.client.HistoryPolicy;
import io.wabridge.kit.client.WindowPolicy;
import io.wabridge.model.ChannelId;
import io.wabridge.model.DeskId;
import io.wabridge.model.TenantId;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.routing.Routing;
import io.wabridge.tenant.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Channels and desks that are not saved, for internal services, which try them. */
@RestController
@RequestMapping("/internal/tenants/{tenantId}")
class DraftController {

  private static final String NEW = "draft";

  private final Tenants tenants;
  private final StoredChannels channels;
  private final StoredDesks desks;
  private final Drafts drafts;

  DraftController(Tenants tenants, StoredChannels channels, StoredDesks desks, Drafts drafts) {
    this.tenants = tenants;
    this.channels = channels;
    this.desks = desks;
    this.drafts = drafts;
  }

  @PostMapping("/channels/draft")
  EndpointDraft<Channel> channel(@PathVariable String tenantId, @RequestBody Drafts.Draft draft) {
    var tenant = tenants.get(tenantId);
    var row = draft.id() == null ? null : channels.get(tenantId, draft.id());
    return drafts.check(
        channels,
        Side.CHANNEL,
        row,
        draft,
        (kind, settings) ->
            new Channel(
                new TenantId(tenantId),
                new ChannelId(row == null ? NEW : row.id),
                kind,
                name(row),
                externalId(row),
                true,
                settings,
                Limits.NONE,
                null,
                ReadMarks.NEVER,
                null,
                tenant.language(),
                Routing.NONE,
                HistoryPolicy.USUAL,
                null,
                null,
                WindowPolicy.USUAL));
  }

  @PostMapping("/desks/draft")
  EndpointDraft<Desk> desk(@PathVariable String tenantId, @RequestBody Drafts.Draft draft) {
    var tenant = tenants.get(tenantId);
    var row = draft.id() == null ? null : desks.get(tenantId, draft.id());
    return drafts.check(
        desks,
        Side.DESK,
        row,
        draft,
        (kind, settings) ->
            new Desk(
                new TenantId(tenantId),
                new DeskId(row == null ? NEW : row.id),
                kind,
                name(row),
                externalId(row),
                true,
                settings,
                Limits.NONE,
                null,
                tenant.language(),
                false,
                false));
  }

  private static String name(@Nullable StoredEndpoint row) {
    return row == null ? "" : row.name;
  }

  private static String externalId(@Nullable StoredEndpoint row) {
    return row == null || row.externalId == null ? "" : row.externalId;
  }
}
