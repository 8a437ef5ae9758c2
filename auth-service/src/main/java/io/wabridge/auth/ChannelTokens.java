package io.wabridge.auth;

import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Tenants;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Secret;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Tokens of channels. WhatsApp's system users have one long-lived token, entered by the tenant;
 * renewing means reading it again, in case it was replaced.
 */
@Component
class ChannelTokens {

  private static final Duration LIFE = Duration.ofHours(24);

  private final Tenants tenants;
  private final TokenCache cache;

  ChannelTokens(Tenants tenants, TokenCache cache) {
    this.tenants = tenants;
    this.cache = cache;
  }

  Secret get(ChannelId id) {
    var channel = channel(id);
    return cache.get(key(channel), id.value()).orElseGet(() -> read(channel));
  }

  Secret renew(ChannelId id, Secret refused) {
    var channel = channel(id);
    cache.drop(key(channel), id.value());
    return read(channel);
  }

  private Secret read(Channel channel) {
    var token =
        tenants
            .accessToken(channel.id())
            .orElseThrow(
                () -> new NotFoundException("No access token was entered for this channel."));
    cache.put(key(channel), channel.id().value(), token, LIFE);
    return token;
  }

  private Channel channel(ChannelId id) {
    return tenants
        .channel(id)
        .orElseThrow(() -> new NotFoundException("There is no channel " + id + "."));
  }

  private static String key(Channel channel) {
    return "tenant:" + channel.tenant() + ":whatsapp:token";
  }
}
