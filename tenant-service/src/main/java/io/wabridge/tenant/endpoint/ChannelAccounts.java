package io.wabridge.tenant.endpoint;

import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.ManagesTemplates;
import io.wabridge.model.connector.Settings;
import io.wabridge.tenant.connector.ConnectorCatalog;
import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** The business accounts of channels, whose templates they use. */
@Component
public class ChannelAccounts {

  private static final int MOST = 10_000;

  /**
   * A channel with its account.
   *
   * @param account the provider's id of it, or the channel's own id if it has templates of its own
   * @param managed whether its provider keeps templates
   */
  public record ChannelAccount(
      String tenantId, String channelId, String kind, String account, boolean managed) {}

  private final StoredChannels channels;
  private final ConnectorCatalog catalog;

  ChannelAccounts(StoredChannels channels, ConnectorCatalog catalog) {
    this.channels = channels;
    this.catalog = catalog;
  }

  public ChannelAccount get(String channelId) {
    return of(channels.get(channelId));
  }

  public ChannelAccount get(String tenantId, String channelId) {
    return of(channels.get(tenantId, channelId));
  }

  /** The channels of a tenant whose providers keep templates, the oldest first. */
  public List<ChannelAccount> ofTenant(String tenantId) {
    return channels.findByTenantIdAndIdGreaterThanOrderById(tenantId, "", Limit.of(MOST)).stream()
        .map(this::of)
        .filter(ChannelAccount::managed)
        .toList();
  }

  private ChannelAccount of(StoredChannel channel) {
    var connector = catalog.find(Side.CHANNEL, channel.kind).orElse(null);
    if (!(connector instanceof ManagesTemplates known)) {
      return new ChannelAccount(channel.tenantId, channel.id, channel.kind, channel.id, false);
    }
    var account = known.templateAccount(Settings.of(channel.settings, Map.of()));
    return new ChannelAccount(
        channel.tenantId, channel.id, channel.kind, account == null ? channel.id : account, true);
  }
}
