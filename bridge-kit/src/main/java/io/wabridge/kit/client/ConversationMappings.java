package io.wabridge.kit.client;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.telemetry.Counters;
import io.wabridge.kit.telemetry.Metric;
import io.wabridge.model.ChannelId;
import io.wabridge.model.ConversationId;
import io.wabridge.model.Person;
import io.wabridge.model.TenantId;
import java.time.Duration;
import java.util.Optional;

/**
 * Conversations as Redis remembers them, by the desk's id of them ({@code mapping:conv}) and by
 * their person ({@code mapping:wa}). An entry saves a question and decides nothing: the ledger
 * compares it with the database in the statement that uses it, so that one from before a change
 * does no harm. Without Redis, or without an entry, the database is asked.
 */
public final class ConversationMappings {

  private static final Duration KEPT = Duration.ofHours(24);

  private static final String BY_DESK = "conv";
  private static final String BY_PERSON = "wa";

  /** The parts of an entry; the last one may contain the separator. */
  private static final int PARTS = 3;

  /**
   * A conversation by the desk's id of it.
   *
   * @param address the address of the person at the desk
   */
  public record AtDesk(ConversationId conversation, ChannelId channel, String address) {

    /** What is remembered of this conversation. */
    public static AtDesk of(Conversation conversation) {
      return new AtDesk(conversation.id(), conversation.channel(), conversation.deskAddress());
    }
  }

  private final RedisCache redis;
  private final Counters lookups;

  ConversationMappings(RedisCache redis, MeterRegistry meters) {
    this.redis = redis;
    this.lookups = Metric.MAPPINGS.counters(meters);
  }

  /** What is remembered of the conversation that the desk names. */
  public Optional<AtDesk> find(Ledger.DeskConversation named) {
    return counted(BY_DESK, redis.get(key(named)).flatMap(ConversationMappings::read));
  }

  /** Remembers it, in place of what was remembered before. */
  public void put(Ledger.DeskConversation named, AtDesk place) {
    redis.put(
        key(named), place.conversation() + " " + place.channel() + " " + place.address(), KEPT);
  }

  /** The database contradicted the entry. */
  public void contradicted(Ledger.DeskConversation named) {
    lookups.count(BY_DESK, "stale");
    redis.remove(key(named));
  }

  /** What is remembered of the conversation with this person through the channel. */
  public Optional<ConversationId> find(TenantId tenant, ChannelId channel, Person person) {
    return counted(BY_PERSON, redis.get(key(tenant, channel, person)).map(ConversationId::new));
  }

  /** Remembers it, in place of what was remembered before. */
  public void put(TenantId tenant, ChannelId channel, Person person, ConversationId conversation) {
    redis.put(key(tenant, channel, person), conversation.value(), KEPT);
  }

  /** The database contradicted the entry. */
  public void contradicted(TenantId tenant, ChannelId channel, Person person) {
    lookups.count(BY_PERSON, "stale");
    forget(tenant, channel, person);
  }

  /** The person has other ids now. */
  public void forget(TenantId tenant, ChannelId channel, Person person) {
    redis.remove(key(tenant, channel, person));
  }

  private <T> Optional<T> counted(String mapping, Optional<T> found) {
    lookups.count(mapping, found.isPresent() ? "hit" : "miss");
    return found;
  }

  /** An entry of another version counts as none. */
  private static Optional<AtDesk> read(String entry) {
    var parts = entry.split(" ", PARTS);
    return parts.length < PARTS
        ? Optional.empty()
        : Optional.of(new AtDesk(new ConversationId(parts[0]), new ChannelId(parts[1]), parts[2]));
  }

  private static String key(Ledger.DeskConversation named) {
    return "mapping:conv:" + named.tenant() + ":" + named.desk() + ":" + named.conversation();
  }

  private static String key(TenantId tenant, ChannelId channel, Person person) {
    return "mapping:wa:" + tenant + ":" + channel + ":" + person.key();
  }
}
