package io.wabridge.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Ledger.DeskAddress;
import io.wabridge.kit.client.Tenants;
import io.wabridge.model.ChannelId;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/**
 * The channel of a reply. An address at a desk stands for one person on one channel, so the channel
 * is cached.
 */
@Component
class ReplyChannels {

  private final Ledger ledger;
  private final Tenants tenants;
  private final Cache<DeskAddress, ChannelId> known =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(Duration.ofMinutes(10)).build();

  ReplyChannels(Ledger ledger, Tenants tenants) {
    this.ledger = ledger;
    this.tenants = tenants;
  }

  /** The ledger has named the conversation with this address. */
  void put(DeskAddress address, ChannelId channel) {
    known.put(address, channel);
  }

  /** What is remembered elsewhere counts only if nothing is known here. */
  void putIfAbsent(DeskAddress address, ChannelId channel) {
    known.asMap().putIfAbsent(address, channel);
  }

  /** The ledger contradicted it, or does not know the address any more. */
  void forget(DeskAddress address) {
    known.invalidate(address);
  }

  /**
   * Finds the channel; empty if it is gone.
   *
   * @throws HttpClientErrorException.NotFound no person of the desk has this address
   */
  Optional<Channel> find(DeskAddress address) {
    return tenants.channel(known.get(address, one -> ledger.locate(one).channel()));
  }
}
