package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.time;
import static io.wabridge.connectors.Fields.whole;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Fields;
import io.wabridge.model.ChannelCondition;
import io.wabridge.model.ChannelCondition.Code;
import io.wabridge.model.ChannelCondition.Ended;
import io.wabridge.model.ChannelCondition.Severity;
import io.wabridge.model.connector.ChannelEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Decodes what Meta reports about a number and its account (whatsapp-cloud 7.3). An event that it
 * does not know is ignored under its name.
 */
final class MetaAccount {

  private static final Set<String> FIELDS =
      Set.of(
          "phone_number_quality_update",
          "account_update",
          "account_alerts",
          "account_review_update",
          "business_capability_update",
          "phone_number_name_update",
          "security");

  /** How long an event without an end is shown. */
  private static final Duration EVENT = Duration.ofDays(7);

  private static final Duration VIOLATION = Duration.ofDays(30);

  private final String field;
  private final JsonNode value;
  private final String event;
  private final Instant at;
  private final List<ChannelCondition> began = new ArrayList<>();
  private final List<Ended> ended = new ArrayList<>();

  private MetaAccount(String field, JsonNode value, Instant at) {
    this.field = field;
    this.value = value;
    this.event = upper(word(value, "event", word(value, "decision", "")));
    this.at = at;
  }

  static boolean reads(String field) {
    return FIELDS.contains(field);
  }

  /**
   * @param part with {@code field}, the {@code account} and {@code time} of the entry, and the
   *     value as {@code other}
   */
  static ChannelEvent decode(JsonNode part) {
    String field = word(part, "field", "");
    JsonNode value = part.path("other");
    MetaAccount read = new MetaAccount(field, value, time(part, "time"));
    read.conditions();
    if (read.began.isEmpty() && read.ended.isEmpty()) {
      return new ChannelEvent.Ignored(
          read.event.isEmpty() ? field : field + "." + read.event.toLowerCase(Locale.ROOT));
    }
    @Nullable String entity =
        "PHONE_NUMBER".equals(word(value, "entity_type")) ? id(value, "entity_id") : null;
    return new ChannelEvent.ConditionsChanged(
        first(id(value.path("waba_info"), "waba_id"), id(part, "account")),
        entity,
        MetaPeople.digits(word(value, "display_phone_number")),
        List.copyOf(read.began),
        List.copyOf(read.ended),
        read.at);
  }

  private void conditions() {
    switch (field) {
      case "phone_number_quality_update" -> quality();
      case "account_update" -> account();
      case "account_alerts" -> alert(value.path("alert_info"));
      case "account_review_update" -> review();
      case "business_capability_update" -> began(Code.LIMIT, "", limits());
      case "phone_number_name_update" -> name();
      case "security" -> security();
      default -> {}
    }
  }

  private void quality() {
    switch (event) {
      case "FLAGGED" -> began(Code.QUALITY_LOW, "", limits());
      case "UNFLAGGED" -> ended(Code.QUALITY_LOW);
      case "DOWNGRADE" -> {
        began(Code.LIMIT_LOWERED, "", limits());
        began(Code.LIMIT, "", limits());
      }
      case "UPGRADE" -> {
        ended(Code.LIMIT_LOWERED);
        began(Code.LIMIT, "", limits());
      }
      case "ONBOARDING" -> began(Code.LIMIT, "", limits());
      case "THROUGHPUT_UPGRADE" -> began(Code.THROUGHPUT, "", "THROUGHPUT_UPGRADE");
      default -> {}
    }
  }

  private void account() {
    switch (event) {
      case "ACCOUNT_RESTRICTION" -> {
        List<JsonNode> restrictions = list(value, "restriction_info");
        restrictions.forEach(this::restricted);
        if (restrictions.isEmpty()) {
          began(Code.RESTRICTED, "", null);
        }
      }
      case "ACCOUNT_VIOLATION" -> {
        String type = word(value.path("violation_info"), "violation_type", "");
        add(condition(Code.VIOLATION, type, type).endingAt(at.plus(VIOLATION)));
      }
      case "DISABLED_UPDATE" -> disabled(value.path("ban_info"));
      case "ACCOUNT_DELETED" -> began(Code.DELETED, "", null);
      case "PARTNER_REMOVED", "PARTNER_APP_UNINSTALLED" -> began(Code.DISCONNECTED, "", event);
      case "PARTNER_ADDED", "PARTNER_APP_INSTALLED" -> {
        ended(Code.DISCONNECTED);
        ended(Code.DELETED);
      }
      default -> {}
    }
  }

  private void restricted(JsonNode restriction) {
    String type = word(restriction, "restriction_type", "");
    Long expires = whole(restriction, "expiration");
    add(
        condition(Code.RESTRICTED, type, type)
            .endingAt(expires == null || expires <= 0 ? null : end(restriction, "expiration")));
  }

  /** Unlike times of messages, an end may be far ahead. */
  private static @Nullable Instant end(JsonNode node, String name) {
    Long seconds = whole(node, name);
    return seconds == null || seconds > 99_999_999_999L ? null : Instant.ofEpochSecond(seconds);
  }

  private void disabled(JsonNode ban) {
    @Nullable String date = word(ban, "waba_ban_date");
    switch (upper(word(ban, "waba_ban_state", ""))) {
      case "DISABLE" -> {
        ended(Code.DISABLE_PLANNED);
        began(Code.DISABLED, "", date);
      }
      case "SCHEDULE_FOR_DISABLE" -> began(Code.DISABLE_PLANNED, "", date);
      case "REINSTATE" ->
          Stream.of(Code.DISABLED, Code.DISABLE_PLANNED, Code.RESTRICTED, Code.VIOLATION)
              .forEach(this::ended);
      default -> {}
    }
  }

  private void alert(JsonNode alert) {
    String type = word(alert, "alert_type", "");
    if ("NONE".equals(upper(word(alert, "alert_status", "")))) {
      ended.add(new Ended(Code.PROVIDER_ALERT, subject(type)));
      return;
    }
    if (!alert.isObject()) {
      return;
    }
    Severity severity =
        switch (upper(word(alert, "alert_severity", ""))) {
          case "CRITICAL" -> Severity.CRITICAL;
          case "INFORMATIONAL" -> Severity.INFO;
          default -> Severity.WARNING;
        };
    String detail = joined(type, word(alert, "alert_description"));
    add(new ChannelCondition(Code.PROVIDER_ALERT, severity, subject(type), detail, null));
  }

  private void review() {
    switch (event) {
      case "APPROVED" -> {
        ended(Code.REVIEW_PENDING);
        ended(Code.REVIEW_REJECTED);
      }
      case "REJECTED" -> {
        ended(Code.REVIEW_PENDING);
        began(Code.REVIEW_REJECTED, "", null);
      }
      case "PENDING", "DEFERRED" -> began(Code.REVIEW_PENDING, "", event);
      default -> {}
    }
  }

  private void name() {
    switch (event) {
      case "REJECTED" ->
          began(
              Code.NAME_REJECTED,
              "",
              joined(word(value, "requested_verified_name"), word(value, "rejection_reason")));
      case "APPROVED" -> ended(Code.NAME_REJECTED);
      default -> {}
    }
  }

  private void security() {
    if (!event.isEmpty()) {
      add(condition(Code.SECURITY, event, event).endingAt(at.plus(EVENT)));
    }
  }

  private @Nullable String limits() {
    return first(
        word(value, "max_daily_conversations_per_business"),
        word(value, "current_limit"),
        word(value, "max_daily_conversation_per_phone"));
  }

  private void began(Code code, String subject, @Nullable String detail) {
    add(condition(code, subject, detail));
  }

  private ChannelCondition condition(Code code, String subject, @Nullable String detail) {
    return new ChannelCondition(code, subject(subject), joined(detail, numberNamed()));
  }

  private @Nullable String numberNamed() {
    @Nullable String number = word(value, "display_phone_number");
    return number == null ? null : "number " + number;
  }

  private void add(ChannelCondition condition) {
    began.add(condition);
  }

  private void ended(Code code) {
    ended.add(new Ended(code, null));
  }

  private static String subject(String name) {
    return Fields.clip(name, 100);
  }

  private static @Nullable String joined(@Nullable String... parts) {
    String text =
        Stream.of(parts)
            .flatMap(Stream::ofNullable)
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? null : Fields.clip(text, 500);
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private static @Nullable String first(@Nullable String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null) {
        return candidate;
      }
    }
    return null;
  }
}
