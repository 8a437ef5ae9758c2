package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.service.annotation.GetExchange;

/** All tenants with their channels and desks, without secrets, for overviews. */
public interface TenantDirectory {

  @GetExchange("/internal/directory")
  List<TenantEntry> tenants();

  /**
   * A tenant with its channels and desks.
   *
   * @param history what it keeps of messages
   * @param retention how long it keeps files and parked envelopes
   */
  record TenantEntry(
      String id,
      String name,
      String status,
      HistoryPolicy history,
      List<ChannelEntry> channels,
      List<DeskEntry> desks,
      RetentionPolicy retention) {

    public TenantEntry {
      history = Objects.requireNonNullElse(history, HistoryPolicy.USUAL);
      retention = Objects.requireNonNullElse(retention, RetentionPolicy.USUAL);
    }

    /** How many days its files are kept. */
    public int mediaDays() {
      return Objects.requireNonNullElse(retention.mediaDays(), history.days());
    }
  }

  /**
   * A channel with its state.
   *
   * @param since when the status became what it is
   * @param cause why it does not work
   * @param closingNoticeHours how long before the 24-hour window closes agents are notified; null:
   *     they are not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ChannelEntry(
      String id,
      String name,
      String kind,
      @Nullable String externalId,
      @Nullable String deskId,
      String status,
      @Nullable Instant since,
      @Nullable String cause,
      List<ConditionEntry> conditions,
      @Nullable Integer closingNoticeHours) {
    public ChannelEntry {
      conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
  }

  /**
   * What a provider reported about a channel or its account, and still holds.
   *
   * @param since when the provider reported it first
   * @param until when it ends by itself
   * @param summary what it means
   * @param detail the provider's own names and figures
   * @param action what to do about it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ConditionEntry(
      String code,
      String severity,
      @Nullable Instant since,
      @Nullable Instant until,
      String summary,
      @Nullable String detail,
      String action) {}

  /**
   * A desk with its state.
   *
   * @param since when the status became what it is
   * @param cause why it does not work
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DeskEntry(
      String id,
      String name,
      String kind,
      @Nullable String externalId,
      String status,
      @Nullable Instant since,
      @Nullable String cause) {}
}
