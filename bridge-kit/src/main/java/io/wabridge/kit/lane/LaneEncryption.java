package io.wabridge.kit.lane;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.lane.EnvelopeCodec.Unreadable;
import io.wabridge.kit.telemetry.Counters;
import io.wabridge.kit.telemetry.Metric;
import io.wabridge.model.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts envelopes while they are in the broker. Each stage and tenant has a key of its own,
 * derived from the platform's: an envelope that was made by someone without it, or moved to another
 * stage, cannot be read. Nothing is asked for a key, so that webhooks are accepted while other
 * services are down.
 */
public final class LaneEncryption {

  /** A plain envelope is JSON, and begins with a brace. */
  private static final byte ENCRYPTED = 1;

  private static final int MAXIMUM_SIZE = 10_000;
  private static final Duration KEPT = Duration.ofHours(1);

  private record Place(String reader, String tenant) {}

  private static final String PLACE = "lane";

  private final boolean encrypts;
  private final boolean readsPlain;
  private final LoadingCache<Place, FieldEncryption> keys;
  private final Counters refused;

  public LaneEncryption(FieldEncryption platform, LaneProperties properties, MeterRegistry meters) {
    this.refused = Metric.CIPHERTEXTS_REFUSED.counters(meters);
    refused.add(0, PLACE);
    this.encrypts = properties.encrypt();
    this.readsPlain = properties.readPlain();
    this.keys =
        Caffeine.newBuilder()
            .maximumSize(MAXIMUM_SIZE)
            .expireAfterAccess(KEPT)
            .build(place -> platform.derived("lane|" + place.reader() + "|" + place.tenant()));
  }

  /** The body of a message for the reader's lanes. */
  byte[] seal(String reader, String tenant, String contract, byte[] envelope) {
    return encrypts ? keys.get(new Place(reader, tenant)).encrypt(envelope, contract) : envelope;
  }

  /**
   * The envelope in a message of the reader's lanes.
   *
   * @param tenant as the message's header says; null: it has none
   * @throws Unreadable it was not encrypted for this place, or it is plain and that is not allowed
   */
  byte[] open(String reader, @Nullable String tenant, String contract, byte[] body)
      throws Unreadable {
    if (body.length == 0 || body[0] != ENCRYPTED) {
      if (!readsPlain) {
        throw refused("the envelope is not encrypted");
      }
      return body;
    }
    try {
      return keys.get(new Place(reader, String.valueOf(tenant))).decryptBytes(body, contract);
    } catch (IllegalStateException e) {
      throw refused("the envelope was not encrypted for this stage and tenant");
    }
  }

  private Unreadable refused(String message) {
    refused.count(PLACE);
    return new Unreadable(Reason.UNREADABLE, message);
  }
}
