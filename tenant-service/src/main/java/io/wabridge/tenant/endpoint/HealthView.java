package io.wabridge.tenant.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wabridge.tenant.Connection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The health of a channel or desk.
 *
 * @param since when it became so
 * @param checkedAt when it was checked last; absent: never
 * @param firstHeardAt when the other side first called its address; absent: never
 * @param lastHeardAt when it called last, to the minute
 * @param checks what the last check found
 * @param history changes, the newest first
 */
@Schema(name = "Health")
@JsonInclude(JsonInclude.Include.NON_NULL)
record HealthView(
    Connection status,
    Instant since,
    @Nullable String refusal,
    @Nullable Instant checkedAt,
    @Nullable Instant firstHeardAt,
    @Nullable Instant lastHeardAt,
    List<Check> checks,
    List<Change> history) {

  /** How a check ended. */
  enum Level {
    OK,
    WARNING,
    FAILED
  }

  /**
   * One thing that was checked.
   *
   * @param remedy what to do about it
   * @param field the field of the form that it is about
   * @param reconnect whether connecting again corrects it
   * @param since when it became so
   */
  @Schema(name = "HealthCheck")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Check(
      String check,
      Level level,
      String found,
      @Nullable String remedy,
      @Nullable String field,
      boolean reconnect,
      Instant since) {}

  /** A check that ended in another way than before. */
  @Schema(name = "HealthChange")
  record Change(Instant at, String check, Level level, String found) {}

  /**
   * The short form, for lists.
   *
   * @param cause the first check that failed
   */
  record Summary(
      @Nullable Instant checkedAt,
      @Nullable Instant firstHeardAt,
      @Nullable Instant lastHeardAt,
      @Nullable String cause) {

    static final Summary NONE = new Summary(null, null, null, null);
  }
}
