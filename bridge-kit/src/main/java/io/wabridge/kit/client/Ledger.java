package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.kit.lane.Parking;
import io.wabridge.model.ChannelId;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Session;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.service.annotation.PostExchange;

/** Messages and their statuses: the stages' view of state-manager. */
public interface Ledger {

  /** A little more than a restart of the service takes. */
  Duration RETRY_FOR = Duration.ofSeconds(40);

  @PostExchange("/internal/arrivals")
  Arrival.Located registerInbound(@RequestBody Arrival arrival);

  /**
   * The conversation in which an agent writes, without registering anything; 404: there is none.
   */
  @PostExchange("/internal/conversations/locate")
  Conversation locate(@RequestBody DeskAddress address);

  @PostExchange("/internal/replies")
  Reply.Located registerReply(@RequestBody Reply reply);

  /** The provider's id of a message that the desk names by its own. */
  @PostExchange("/internal/messages/at-channel")
  AtChannel findAtChannel(@RequestBody DeskMessage message);

  /** Asks before a delivery whether it may start. */
  @PostExchange("/internal/messages/{id}/begin")
  Begun beginDelivery(@PathVariable String id, @RequestBody Intent intent);

  /** Records the outcome of a delivery. */
  @PostExchange("/internal/messages/{id}/end")
  void recordOutcome(@PathVariable String id, @RequestBody DeliveryOutcome outcome);

  /**
   * Records the outcome with retries: a delivery that was accepted must not be repeated because the
   * ledger was unavailable for a moment.
   */
  default void recordOutcomeWithRetry(String id, DeliveryOutcome outcome) {
    var until = System.nanoTime() + RETRY_FOR.toNanos();
    while (true) {
      try {
        recordOutcome(id, outcome);
        return;
      } catch (ResourceAccessException | HttpServerErrorException e) {
        if (System.nanoTime() - until > 0) {
          throw e;
        }
        try {
          Thread.sleep(500);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw e;
        }
      }
    }
  }

  /** Records a status that the provider reported for an outbound message. */
  @PostExchange("/internal/statuses")
  Applied applyStatus(@RequestBody StatusUpdate update);

  /** Records that the desk was notified about the status of its agent's message. */
  @PostExchange("/internal/messages/{id}/told")
  void markDeskNotified(@PathVariable String id, @RequestBody DeskNotified told);

  /** Records that the person has a new number or id. */
  @PostExchange("/internal/renamings")
  void recordRename(@RequestBody Renamed renamed);

  @PostExchange("/internal/parked")
  void park(@RequestBody Parking.Parked parked);

  /** A message by the desk's id of it. */
  record DeskMessage(TenantId tenant, DeskId desk, ExternalId id) {}

  /**
   * @param id null if the message is not known, or the provider has given it no id yet
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AtChannel(@Nullable ExternalId id) {}

  /** The address of a person at a desk. */
  record DeskAddress(TenantId tenant, DeskId desk, String address) {}

  /**
   * A delivery that is about to start, with its file if it has one.
   *
   * @param attempt the id of this attempt; the same request may be repeated with it if the answer
   *     was lost
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Intent(
      TenantId tenant, String stage, @Nullable MediaFacts media, @Nullable String attempt) {}

  /** The columns of message_tracking that describe a file. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MediaFacts(
      String type, String url, long bytes, String sha256, @Nullable String filename) {}

  /**
   * GO: send it. DONE: it was sent. UNCERTAIN: sending began once, and its outcome is unknown.
   *
   * @param session the session that the desk's connector kept for the conversation
   * @param forDesk a failure that the desk was not notified about yet
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Begun(Go go, @Nullable Session session, @Nullable Receipt forDesk) {
    /** See {@link Begun}. */
    public enum Go {
      GO,
      DONE,
      UNCERTAIN
    }
  }

  /**
   * How a delivery ended; RECEIVED means: not sent, will be tried again.
   *
   * @param session the session that the desk's connector keeps for the conversation from now on;
   *     null: unchanged
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DeliveryOutcome(
      TenantId tenant,
      String stage,
      Status status,
      @Nullable ExternalId externalId,
      @Nullable Session session,
      @Nullable Reason reason,
      @Nullable String detail) {}

  /** A status as the provider reported it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StatusUpdate(
      TenantId tenant,
      ChannelId channel,
      ExternalId externalId,
      @Nullable String callbackData,
      Status status,
      @Nullable Reason reason,
      @Nullable String detail,
      Instant at) {}

  /**
   * @param known whether the status is about a message of the bridge
   * @param forDesk what the desk must be notified about, if anything
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Applied(boolean known, @Nullable Receipt forDesk) {}

  /** Which status the desk was notified about. */
  record DeskNotified(TenantId tenant, Status status) {}

  /** The same person with other ids. */
  record Renamed(TenantId tenant, ChannelId channel, Person before, Person now) {}
}
