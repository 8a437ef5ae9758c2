package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MessageId;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Person;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that a person sent. The counterpart of {@link Reply}.
 *
 * @param desk where a new conversation begins
 * @param kind the content's kind
 * @param excerpt the beginning of the content, for later references to it; stored encrypted
 * @param refersTo the provider's id of the message that this one answers or changes
 * @param opensWindow whether it opens the 24-hour window
 * @param note what its trace says about it, without its content
 * @param messageKey what all provider's ids of the message have in common; null: there is one id
 * @param refersToKey the same of the message that this one answers or changes
 * @param lane the key of the lane in which it arrived; null: unknown
 * @param eligible the desks at which an open conversation may stay; empty: the channel has no
 *     routes
 * @param endsAfterSeconds after so long without a message, a conversation counts as new; null:
 *     unknown
 * @param kept its content for the tenant's history; null: the tenant keeps none
 * @param entryPoint whether the person came from an advertisement: an answer within 24 hours makes
 *     messages free for 72 hours
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Arrival(
    TenantId tenant,
    ChannelId channel,
    DeskId desk,
    Person person,
    ExternalId externalId,
    String kind,
    @Nullable String excerpt,
    @Nullable ExternalId refersTo,
    boolean opensWindow,
    Instant saidAt,
    Instant acceptedAt,
    @Nullable String note,
    @Nullable String messageKey,
    @Nullable String refersToKey,
    @Nullable String lane,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DeskId> eligible,
    @Nullable Long endsAfterSeconds,
    @Nullable KeptContent kept,
    boolean entryPoint) {

  public Arrival {
    eligible = eligible == null ? List.of() : List.copyOf(eligible);
  }

  /** A message whose content is not kept. */
  public Arrival(
      TenantId tenant,
      ChannelId channel,
      DeskId desk,
      Person person,
      ExternalId externalId,
      String kind,
      @Nullable String excerpt,
      @Nullable ExternalId refersTo,
      boolean opensWindow,
      Instant saidAt,
      Instant acceptedAt,
      @Nullable String note,
      @Nullable String messageKey,
      @Nullable String refersToKey,
      @Nullable String lane,
      List<DeskId> eligible,
      @Nullable Long endsAfterSeconds) {
    this(
        tenant,
        channel,
        desk,
        person,
        externalId,
        kind,
        excerpt,
        refersTo,
        opensWindow,
        saidAt,
        acceptedAt,
        note,
        messageKey,
        refersToKey,
        lane,
        eligible,
        endsAfterSeconds,
        null,
        false);
  }

  /** A message of a channel without routes. */
  public Arrival(
      TenantId tenant,
      ChannelId channel,
      DeskId desk,
      Person person,
      ExternalId externalId,
      String kind,
      @Nullable String excerpt,
      @Nullable ExternalId refersTo,
      boolean opensWindow,
      Instant saidAt,
      Instant acceptedAt,
      @Nullable String note,
      @Nullable String messageKey,
      @Nullable String refersToKey,
      @Nullable String lane) {
    this(
        tenant,
        channel,
        desk,
        person,
        externalId,
        kind,
        excerpt,
        refersTo,
        opensWindow,
        saidAt,
        acceptedAt,
        note,
        messageKey,
        refersToKey,
        lane,
        List.of(),
        null);
  }

  /** A message whose provider gives each message one id. */
  public Arrival(
      TenantId tenant,
      ChannelId channel,
      DeskId desk,
      Person person,
      ExternalId externalId,
      String kind,
      @Nullable String excerpt,
      @Nullable ExternalId refersTo,
      boolean opensWindow,
      Instant saidAt,
      Instant acceptedAt) {
    this(
        tenant,
        channel,
        desk,
        person,
        externalId,
        kind,
        excerpt,
        refersTo,
        opensWindow,
        saidAt,
        acceptedAt,
        null,
        null,
        null,
        null);
  }

  /** The same message, with what the channel's routes say about an open conversation. */
  public Arrival withRouting(List<DeskId> eligible, Duration endsAfter) {
    return with(desk, eligible, endsAfter.toSeconds(), kept, entryPoint);
  }

  /** The same message, with its content for the tenant's history. */
  public Arrival keeping(@Nullable KeptContent kept) {
    return with(desk, eligible, endsAfterSeconds, kept, entryPoint);
  }

  /** The same message, by which the person came from an advertisement or not. */
  public Arrival fromAdvertisement(boolean entryPoint) {
    return with(desk, eligible, endsAfterSeconds, kept, entryPoint);
  }

  /** The same message at another desk. */
  public Arrival at(DeskId other) {
    return with(other, eligible, endsAfterSeconds, kept, entryPoint);
  }

  private Arrival with(
      DeskId desk,
      List<DeskId> eligible,
      @Nullable Long endsAfterSeconds,
      @Nullable KeptContent kept,
      boolean entryPoint) {
    return new Arrival(
        tenant,
        channel,
        desk,
        person,
        externalId,
        kind,
        excerpt,
        refersTo,
        opensWindow,
        saidAt,
        acceptedAt,
        note,
        messageKey,
        refersToKey,
        lane,
        eligible,
        endsAfterSeconds,
        kept,
        entryPoint);
  }

  /**
   * How state-manager recorded the message.
   *
   * @param desk where the conversation is; a message that was registered before the channel moved
   *     stays at its first desk
   * @param status RECEIVED for a new message; any other value: it was recorded before
   * @param quoted the desk's id of the message that it refers to; null if this desk has none
   * @param quote the beginning of the message that it refers to
   * @param notices messages for agents that this one caused, not delivered yet
   * @param answer what it chose, if it is the number or the title of an answer of the open question
   * @param behind the earlier conversation in whose lane the message goes, because messages before
   *     it are still there after a handover
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Located(
      ConversationId conversation,
      DeskId desk,
      String deskAddress,
      Person person,
      MessageId message,
      Status status,
      @Nullable ExternalId quoted,
      @Nullable String quote,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Notice> notices,
      @Nullable Content answer,
      @Nullable Behind behind) {

    /** A message that chooses nothing and caused no notice. */
    public Located(
        ConversationId conversation,
        DeskId desk,
        String deskAddress,
        Person person,
        MessageId message,
        Status status,
        @Nullable ExternalId quoted,
        @Nullable String quote) {
      this(
          conversation,
          desk,
          deskAddress,
          person,
          message,
          status,
          quoted,
          quote,
          List.of(),
          null,
          null);
    }

    public Located {
      notices = notices == null ? List.of() : List.copyOf(notices);
    }
  }

  /** The conversation before a handover, and its desk. */
  public record Behind(ConversationId conversation, DeskId desk) {}

  /**
   * A registered notice for the agent in another conversation than the message's own.
   *
   * @param externalId stands for the provider's id, which a notice does not have
   */
  public record Notice(
      MessageId message,
      ConversationId conversation,
      DeskId desk,
      String deskAddress,
      Person person,
      ExternalId externalId,
      NoticeKind about) {}
}
