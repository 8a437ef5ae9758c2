package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something the provider reported about a number or its account that lasts, as a restriction.
 *
 * @param subject distinguishes several of the same code, as the kind of a restriction; may be empty
 * @param detail the provider's own names and figures
 * @param until when it ends by itself; null: the provider reports its end, or it never ends
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelCondition(
    Code code,
    Severity severity,
    String subject,
    @Nullable String detail,
    @Nullable Instant until) {

  public ChannelCondition(Code code, String subject, @Nullable String detail) {
    this(code, code.severity(), subject, detail, null);
  }

  public ChannelCondition endingAt(@Nullable Instant end) {
    return new ChannelCondition(code, severity, subject, detail, end);
  }

  /** How urgent it is. */
  public enum Severity {
    INFO,
    WARNING,
    CRITICAL
  }

  /** What it is, with a sentence for operators and the action to take. */
  public enum Code {
    QUALITY_LOW(
        Severity.WARNING,
        "WhatsApp rates the quality of the number as low.",
        "Send fewer messages without a request for them; the messaging limit may be lowered."),
    LIMIT_LOWERED(
        Severity.WARNING,
        "WhatsApp lowered the number of persons whom the business may write to first.",
        "Improve the quality of templates and consent; the limit rises again with quality."),
    LIMIT(
        Severity.INFO,
        "WhatsApp set the number of persons whom the business may write to first.",
        "No action."),
    THROUGHPUT(Severity.INFO, "WhatsApp changed the throughput of the number.", "No action."),
    RESTRICTED(
        Severity.CRITICAL,
        "WhatsApp restricts what the account may do.",
        "Look at the account in WhatsApp Manager, remove the cause, and request a review."),
    VIOLATION(
        Severity.WARNING,
        "WhatsApp found a violation of its policies by the account.",
        "Remove the cause; further violations lead to restrictions."),
    DISABLE_PLANNED(
        Severity.CRITICAL,
        "WhatsApp is going to disable the account.",
        "Request a review in WhatsApp Manager before the date."),
    DISABLED(
        Severity.CRITICAL,
        "WhatsApp disabled the account; nothing can be sent or received.",
        "Request a review in WhatsApp Manager."),
    DELETED(
        Severity.CRITICAL,
        "The account was deleted at WhatsApp.",
        "Delete the channel, or enter the data of another account."),
    DISCONNECTED(
        Severity.CRITICAL,
        "The account no longer gives the app access.",
        "Give the app access to the account again, then connect the channel."),
    NAME_REJECTED(
        Severity.WARNING,
        "WhatsApp rejected the display name of the number.",
        "Choose another display name in WhatsApp Manager."),
    REVIEW_PENDING(Severity.INFO, "WhatsApp reviews the account.", "Wait for the decision."),
    REVIEW_REJECTED(
        Severity.CRITICAL,
        "WhatsApp rejected the account in its review.",
        "Look at the reason in WhatsApp Manager, and request another review."),
    PROVIDER_ALERT(
        Severity.WARNING,
        "The provider has an alert for the account.",
        "Look at the detail, and at the account at the provider."),
    SECURITY(
        Severity.WARNING,
        "The PIN of the number was changed, or a change was requested.",
        "Check with the owner of the number whether it was intended.");

    private final Severity severity;
    private final String sentence;
    private final String action;

    Code(Severity severity, String sentence, String action) {
      this.severity = severity;
      this.sentence = sentence;
      this.action = action;
    }

    public Severity severity() {
      return severity;
    }

    public String sentence() {
      return sentence;
    }

    public String action() {
      return action;
    }
  }

  /**
   * A condition that ended.
   *
   * @param subject null: whatever its subject
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Ended(Code code, @Nullable String subject) {}
}
