package io.wabridge.tenant.endpoint;

import io.wabridge.kit.client.Channel.FormerProvider;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Settings;
import io.wabridge.tenant.connector.ConnectorCatalog;
import io.wabridge.tenant.connector.FieldDefaults;
import io.wabridge.tenant.secret.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The providers that channels were moved from. Their settings are kept for a month, because they
 * still report the statuses of messages that were sent through them.
 */
@Component
class FormerProviders {

  /** Statuses of a message arrive for about this long. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final StoredChannels channels;
  private final ConnectorCatalog catalog;
  private final FieldDefaults defaults;
  private final Credentials credentials;

  FormerProviders(
      StoredChannels channels,
      ConnectorCatalog catalog,
      FieldDefaults defaults,
      Credentials credentials) {
    this.channels = channels;
    this.catalog = catalog;
    this.defaults = defaults;
    this.credentials = credentials;
  }

  /** Keeps the present provider as the former one; the channel has none then. */
  void leave(StoredChannel channel) {
    var secrets = credentials.all(channel.tenantId, channel.credentialType());
    drop(channel);
    credentials.keep(channel.tenantId, channel.formerCredentialType(), secrets);
    credentials.drop(channel.tenantId, channel.credentialType());
    if (channel.firstKind == null) {
      channel.firstKind = channel.kind;
    }
    channel.formerKind = channel.kind;
    channel.formerExternalId = channel.externalId;
    channel.formerSettings = channel.settings;
    channel.movedAt = Instant.now();
    channel.settings = Map.of();
    channel.moreCredentials = null;
    channel.externalId = null;
  }

  /** The former provider, while it may still report something. */
  Optional<FormerProvider> of(StoredChannel channel) {
    var until = until(channel);
    var info = info(channel);
    if (until == null || until.isBefore(Instant.now()) || info.isEmpty()) {
      return Optional.empty();
    }
    var all = credentials.all(channel.tenantId, channel.formerCredentialType());
    var secrets = new HashMap<>(all);
    secrets.remove(String.valueOf(info.get().tokenField()));
    var entered = defaults.fill(info.get(), Settings.of(settings(channel), Map.copyOf(secrets)));
    return Optional.of(
        new FormerProvider(
            info.get().kind(),
            channel.formerExternalId == null ? "" : channel.formerExternalId,
            new Settings(
                entered.values(),
                entered.secrets(),
                FormerProvider.credential(info.get().kind()),
                entered.moreCredentials()),
            until.minus(KEPT)));
  }

  /** Until when the former provider's webhooks are accepted; null: there is none. */
  @Nullable Instant until(StoredChannel channel) {
    return channel.movedAt == null ? null : channel.movedAt.plus(KEPT);
  }

  /** The bearer token of the former provider, if its connector has one. */
  Optional<Secret> token(StoredChannel channel) {
    return info(channel)
        .map(ConnectorInfo::tokenField)
        .map(credentials.all(channel.tenantId, channel.formerCredentialType())::get);
  }

  private Optional<ConnectorInfo> info(StoredChannel channel) {
    return channel.formerKind == null
        ? Optional.empty()
        : catalog.find(Side.CHANNEL, channel.formerKind).map(Connector::info);
  }

  private static Map<String, String> settings(StoredChannel channel) {
    return channel.formerSettings == null ? Map.of() : channel.formerSettings;
  }

  void drop(StoredChannel channel) {
    credentials.drop(channel.tenantId, channel.formerCredentialType());
  }

  /** Deletes secrets that are not needed any more. */
  @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
  @Transactional
  void deleteExpired() {
    for (var channel : channels.findByMovedAtBefore(Instant.now().minus(KEPT))) {
      drop(channel);
      channel.formerKind = null;
      channel.formerExternalId = null;
      channel.formerSettings = null;
      channel.movedAt = null;
    }
  }
}
