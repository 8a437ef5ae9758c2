package io.wabridge.kit.telemetry;

import io.opentelemetry.api.trace.Span;
import io.wabridge.model.Envelope;
import org.slf4j.MDC;

/** The fields of every log line of a thread. */
public final class LogContext {

  /** The property with the name of the process in lines that belong to no service. */
  public static final String PROCESS = "bridge.process";

  static final String SERVICE = "service";
  static final String CORRELATION = "correlation";
  static final String TENANT = "tenant";
  static final String CONVERSATION = "conversation";
  static final String SPAN = "span";

  private LogContext() {}

  /** Several services of one JVM write to the same log. */
  public static void of(String service) {
    MDC.put(SERVICE, service);
  }

  static void enter(Envelope<?> envelope, Span span) {
    MDC.put(CORRELATION, envelope.correlation());
    MDC.put(TENANT, envelope.tenant().value());
    MDC.put(CONVERSATION, masked(envelope.conversationKey()));
    if (span.getSpanContext().isSampled()) {
      MDC.put(SPAN, span.getSpanContext().getSpanId());
    }
  }

  static void leave() {
    MDC.remove(CORRELATION);
    MDC.remove(TENANT);
    MDC.remove(CONVERSATION);
    MDC.remove(SPAN);
  }

  /**
   * A key may contain a person's number: of seven or more digits only the ends are shown. Ids of
   * the bridge contain none.
   */
  public static String masked(String key) {
    if (key.length() == 36 && key.charAt(8) == '-' && key.charAt(23) == '-') {
      return key;
    }
    StringBuilder shown = null;
    var kept = 0;
    for (var i = 0; i < key.length(); ) {
      var end = i;
      while (end < key.length() && Character.isDigit(key.charAt(end))) {
        end++;
      }
      if (end - i >= 7) {
        shown = shown == null ? new StringBuilder() : shown;
        shown.append(key, kept, i + 2).append('…').append(key, end - 4, end);
        kept = end;
      }
      i = end == i ? i + 1 : end;
    }
    return shown == null ? key : shown.append(key, kept, key.length()).toString();
  }
}
