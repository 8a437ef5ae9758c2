package io.wabridge.model.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.ChannelCondition;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import io.wabridge.model.template.TemplateCategory;
import io.wabridge.model.template.TemplateQuality;
import io.wabridge.model.template.TemplateStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event of a provider's webhook. The counterpart of {@link DeskEvent}. */
public sealed interface ChannelEvent {

  /**
   * A message of the conversation with a person: the person's own, one that the business wrote on
   * its phone, or a notice about the person.
   *
   * @param quoted the provider's id of the message it answers
   */
  record PersonMessage(
      ExternalId id,
      Person person,
      Content content,
      @Nullable ExternalId quoted,
      Origin origin,
      Instant at)
      implements ChannelEvent {

    /** Whether the person wrote or called: only that opens the 24-hour window. */
    public boolean opensWindow() {
      return !origin.businessApp()
          && !(content instanceof Content.Notice notice && !notice.about().byPerson());
    }
  }

  /**
   * The status of an outbound message.
   *
   * @param callbackData our own id of the message, echoed by the provider
   */
  record StatusUpdate(
      ExternalId id,
      @Nullable String callbackData,
      Person person,
      Status status,
      @Nullable Reason reason,
      @Nullable String detail,
      Instant at)
      implements ChannelEvent {}

  /**
   * The person has a new number or id.
   *
   * @param sentence what the provider says about it, for the message's path; null: nothing
   */
  record IdentityChanged(
      ExternalId id, Person before, Person now, @Nullable String sentence, Instant at)
      implements ChannelEvent {}

  /**
   * The person stopped or allowed marketing messages of the business.
   *
   * @param id identifies the event
   */
  record MarketingChanged(ExternalId id, Person person, boolean allowed, Instant at)
      implements ChannelEvent {}

  /**
   * The provider reported about a number or its account. Ended conditions go before those that
   * began.
   *
   * @param account the provider's id of the account; null: unknown
   * @param externalId the provider's id of the number, if it concerns one number and names it
   * @param number the phone number in digits, if it concerns one number and names it
   */
  record ConditionsChanged(
      @Nullable String account,
      @Nullable String externalId,
      @Nullable String number,
      List<ChannelCondition> began,
      List<ChannelCondition.Ended> ended,
      Instant at)
      implements ChannelEvent {}

  /**
   * The provider reported about a template of the account. Absent fields are unchanged.
   *
   * @param account the provider's id of the account; null: unknown
   * @param id the provider's id of the template
   * @param reason why it was rejected, paused or disabled, in the provider's words
   * @param pendingCategory the category that it is going to have
   * @param contentChanged whether the template must be read again
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TemplateChanged(
      @Nullable String account,
      String id,
      String name,
      String language,
      @Nullable TemplateStatus status,
      @Nullable String reason,
      @Nullable TemplateQuality quality,
      @Nullable TemplateCategory category,
      @Nullable TemplateCategory pendingCategory,
      boolean contentChanged,
      Instant at)
      implements ChannelEvent {}

  /** An event without effect on a conversation; counted under this name. */
  record Ignored(String what) implements ChannelEvent {
    public Ignored {
      what = Label.of(what);
    }
  }
}
