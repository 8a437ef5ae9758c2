package io.wabridge.kit.telemetry;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message's correlation id is the id of its trace: 32 random hex digits. So a log line leads to
 * the trace, and a message that was held or replayed for hours continues in the same one.
 */
final class TraceIds implements IdGenerator {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final IdGenerator RANDOM = IdGenerator.random();
  private static final ThreadLocal<@Nullable String> REQUESTED = new ThreadLocal<>();

  static String random() {
    return RANDOM.generateTraceId();
  }

  /** Earlier versions used a UUID. */
  static @Nullable String of(String correlation) {
    var id = correlation.replace("-", "");
    return ID.matcher(id).matches() ? id : null;
  }

  /** Gives a trace that begins here this id. */
  static <T> T withTraceId(@Nullable String id, Supplier<T> begin) {
    REQUESTED.set(id);
    try {
      return begin.get();
    } finally {
      REQUESTED.remove();
    }
  }

  @Override
  public String generateTraceId() {
    var requested = REQUESTED.get();
    return requested == null ? RANDOM.generateTraceId() : requested;
  }

  @Override
  public String generateSpanId() {
    return RANDOM.generateSpanId();
  }
}
