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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
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

  /** The conversation by the desk's id of it; 404: there is none. */
  @PostExchange("/internal/conversations/locate-at-desk")
  Conversation locateAtDesk(@RequestBody DeskConversation conversation);

  /** The session that the desk's connector keeps for a conversation. */
  @GetExchange("/internal/tenants/{tenant}/conversations/{id}/session")
  KeptSession session(@PathVariable String tenant, @PathVariable String id);

  /**
   * The session of the conversation in which an agent wrote a message: the message's conversation,
   * or the one that was merged into it.
   */
  @GetExchange("/internal/tenants/{tenant}/messages/{id}/receipt-session")
  KeptSession receiptSession(@PathVariable String tenant, @PathVariable String id);

  /** The person's last message in the conversation in which an agent writes; 404: there is none. */
  @PostExchange("/internal/conversations/last-inbound")
  LastInbound findLastInbound(@RequestBody DeskAddress address);

  /** A conversation by its id; 404: the tenant has none with this id. */
  @GetExchange("/internal/tenants/{tenant}/conversations/{id}")
  Conversation conversation(@PathVariable String tenant, @PathVariable String id);

  @PostExchange("/internal/replies")
  Reply.Located registerReply(@RequestBody Reply reply);

  /** The provider's id of a message that the desk names by its own id of it, or by ours. */
  @PostExchange("/internal/messages/at-channel")
  AtChannel findAtChannel(@RequestBody DeskMessage message);

  /** Asks before a delivery whether it may start. */
  @PostExchange("/internal/messages/{id}/begin")
  Begun beginDelivery(@PathVariable String id, @RequestBody Intent intent);

  /** How far a message has come; 404: there is no such message. */
  @GetExchange("/internal/messages/{id}/progress")
  Progress progress(@PathVariable String id, @RequestParam String tenant);

  /** Adds a line to the path of a message. */
  @PostExchange("/internal/messages/{id}/notes")
  void addNote(@PathVariable String id, @RequestBody Note note);

  /** Records the outcome of a delivery, and returns what the desk must be notified about. */
  @PostExchange("/internal/messages/{id}/end")
  Recorded recordOutcome(@PathVariable String id, @RequestBody DeliveryOutcome outcome);

  /**
   * Records the outcome with retries: a delivery that was accepted must not be repeated because the
   * ledger was unavailable for a moment.
   */
  default Recorded recordOutcomeWithRetry(String id, DeliveryOutcome outcome) {
    return LedgerRetry.until(RETRY_FOR, () -> recordOutcome(id, outcome));
  }

  /** Records a status that the provider reported for an outbound message. */
  @PostExchange("/internal/statuses")
  Applied applyStatus(@RequestBody StatusUpdate update);

  /** Records that the desk was notified about the status of its agent's message. */
  @PostExchange("/internal/messages/{id}/told")
  void markDeskNotified(@PathVariable String id, @RequestBody DeskNotified told);

  /** Records it with retries: a receipt that the desk has must not be repeated, either. */
  default void markDeskNotifiedWithRetry(String id, DeskNotified told) {
    LedgerRetry.until(
        RETRY_FOR,
        () -> {
          markDeskNotified(id, told);
          return true;
        });
  }

  /** Asks whether the desk was notified about its agent's message before. */
  @PostExchange("/internal/messages/{id}/receipt")
  ReceiptState receiptState(@PathVariable String id, @RequestBody ReceiptQuery query);

  /**
   * Registers the note that tells the desk's agents that their message was not delivered; it is an
   * inbound message, and the same when the request is repeated. Its quote is the beginning of the
   * message that failed. 404: the message is not known.
   */
  @PostExchange("/internal/messages/{id}/failure-note")
  Arrival.Located registerFailureNote(@PathVariable String id, @RequestBody ReceiptQuery query);

  /** Records that the person has a new number or id. */
  @PostExchange("/internal/renamings")
  void recordRename(@RequestBody Renamed renamed);

  /** Records what the person said about marketing messages. */
  @PostExchange("/internal/marketing-choices")
  MarketingRecorded recordMarketing(@RequestBody MarketingChoice choice);

  /** What the person last said about marketing messages. */
  @PostExchange("/internal/marketing-choices/newest")
  MarketingAllowed marketing(@RequestBody MarketingQuestion question);

  @PostExchange("/internal/parked")
  void park(@RequestBody Parking.Parked parked);

  /** A message by the desk's id of it, or by ours. */
  record DeskMessage(TenantId tenant, DeskId desk, ExternalId id) {}

  /**
   * @param id null if the message is not known, or the provider has given it no id yet
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AtChannel(@Nullable ExternalId id) {}

  /** A conversation by the desk's id of it. */
  record DeskConversation(TenantId tenant, DeskId desk, String conversation) {}

  /**
   * @param session null if there is none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record KeptSession(@Nullable Session session) {}

  /**
   * See {@link #findLastInbound}.
   *
   * @param message null if the person has not written within the last 24 hours
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LastInbound(Conversation conversation, @Nullable ExternalId message) {}

  /** The address of a person at a desk. */
  record DeskAddress(TenantId tenant, DeskId desk, String address) {}

  /**
   * A delivery that is about to start, with its file if it has one.
   *
   * @param attempt the id of this attempt; the same request may be repeated with it if the answer
   *     was lost
   * @param lane the conversation in whose lane the message is; null: it does not matter
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Intent(
      TenantId tenant,
      String stage,
      @Nullable MediaFacts media,
      @Nullable String attempt,
      @Nullable String lane) {

    /** A delivery whose lane does not matter. */
    public Intent(
        TenantId tenant, String stage, @Nullable MediaFacts media, @Nullable String attempt) {
      this(tenant, stage, media, attempt, null);
    }
  }

  /** The columns of message_tracking that describe a file. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MediaFacts(
      String type, String url, long bytes, String sha256, @Nullable String filename) {}

  /**
   * GO: send it. DONE: it was sent. UNCERTAIN: sending began once, and its outcome is unknown.
   * MOVED: its conversation was handed over to another desk. AWAITS: it waits until the person
   * writes.
   *
   * @param session the session that the desk's connector kept for the conversation
   * @param forDesk an outcome that the desk must still be notified about, if the delivery was begun
   *     before
   * @param person the ids that the conversation's person has now: a message that waited may name a
   *     number that belongs to another person since then. Null from older versions
   * @param until when the wait for the person ends, at the latest
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Begun(
      Go go,
      @Nullable Session session,
      @Nullable Receipt forDesk,
      @Nullable Person person,
      @Nullable Instant until) {

    /** A message that does not wait for the person. */
    public Begun(
        Go go, @Nullable Session session, @Nullable Receipt forDesk, @Nullable Person person) {
      this(go, session, forDesk, person, null);
    }

    /** See {@link Begun}. */
    public enum Go {
      GO,
      DONE,
      UNCERTAIN,
      MOVED,
      AWAITS
    }
  }

  /**
   * See {@link #progress}.
   *
   * @param withFile whether a delivery of it began with its file
   */
  record Progress(Status status, boolean withFile) {}

  /** What a stage did with a message, for people who follow its path. */
  record Note(TenantId tenant, String stage, String outcome, String detail) {}

  /**
   * How a delivery ended; RECEIVED means: not sent, will be tried again.
   *
   * @param session the session that the desk's connector keeps for the conversation from now on;
   *     null: unchanged
   * @param messageKey what all ids of the message at the provider have in common; null: there is
   *     one id
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DeliveryOutcome(
      TenantId tenant,
      String stage,
      Status status,
      @Nullable ExternalId externalId,
      @Nullable Session session,
      @Nullable Reason reason,
      @Nullable String detail,
      @Nullable String messageKey) {

    /** An outcome without a key of the message. */
    public DeliveryOutcome(
        TenantId tenant,
        String stage,
        Status status,
        @Nullable ExternalId externalId,
        @Nullable Session session,
        @Nullable Reason reason,
        @Nullable String detail) {
      this(tenant, stage, status, externalId, session, reason, detail, null);
    }
  }

  /**
   * @param forDesk what the desk must be notified about, if anything; the same when the request is
   *     repeated, until the desk was notified
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Recorded(@Nullable Receipt forDesk) {}

  /**
   * A status as the provider reported it.
   *
   * @param detail all errors that the provider named
   * @param envelope identifies the envelope that brings it, also when it is redelivered: only one
   *     envelope gets the receipt for the desk, and gets it again. Null from older versions
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StatusUpdate(
      TenantId tenant,
      ChannelId channel,
      ExternalId externalId,
      @Nullable String callbackData,
      Status status,
      @Nullable Reason reason,
      @Nullable String detail,
      Instant at,
      @Nullable String envelope) {}

  /**
   * @param known whether the status is about a message of the bridge; if not, it is kept for a
   *     minute and applied when its message becomes known
   * @param forDesk what the desk must be notified about, if anything
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Applied(boolean known, @Nullable Receipt forDesk) {}

  /** Which status the desk was notified about. */
  record DeskNotified(TenantId tenant, Status status) {}

  /** Whose message is asked about. */
  record ReceiptQuery(TenantId tenant) {}

  /**
   * @param notified whether the desk was notified before
   * @param status what it was notified about last; null: nothing, or not known to an older version
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ReceiptState(boolean notified, @Nullable Status status) {

    /** Whether the desk has this receipt, or one that says more. */
    public boolean covers(Status receipt) {
      return status == null ? notified : status.compareTo(receipt) >= 0;
    }
  }

  /** Whether the person wants marketing messages of this channel. */
  record MarketingChoice(
      TenantId tenant, ChannelId channel, Person person, boolean allowed, Instant at) {}

  /** Whether this person may get marketing messages of this channel. */
  record MarketingQuestion(TenantId tenant, ChannelId channel, Person person) {}

  /**
   * @param allowed null: the person never said
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MarketingAllowed(@Nullable Boolean allowed) {}

  /**
   * @param tell whether the desk gets a notice: the choice is the newest one, and the person has a
   *     conversation with activity within the last day
   */
  record MarketingRecorded(boolean tell) {}

  /**
   * The same person with other ids.
   *
   * @param event the provider's id of the event that says so
   * @param at when it was said
   */
  record Renamed(
      TenantId tenant,
      ChannelId channel,
      Person before,
      Person now,
      ExternalId event,
      Instant at) {}
}
