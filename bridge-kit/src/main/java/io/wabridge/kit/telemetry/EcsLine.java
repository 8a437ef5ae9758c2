package io.wabridge.kit.telemetry;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;

/**
 * A log line as one JSON object with the field names of the Elastic Common Schema. Every line names
 * its service, because ten of them may share a process and its log.
 */
public final class EcsLine implements StructuredLogFormatter<ILoggingEvent> {

  /** The name of the process in lines that belong to no service. */
  public static final String PROCESS = "bridge.process";

  /** Packages by service; longer ones first. */
  private static final Map<String, String> SERVICES = new LinkedHashMap<>();

  static {
    SERVICES.put("io.wabridge.whatsapp.webhook.", "whatsapp-webhook-service");
    SERVICES.put("io.wabridge.whatsapp.api.", "whatsapp-api-service");
    SERVICES.put("io.wabridge.genesys.webhook.", "genesys-webhook-service");
    SERVICES.put("io.wabridge.genesys.api.", "genesys-api-service");
    SERVICES.put("io.wabridge.inbound.", "inbound-transformer");
    SERVICES.put("io.wabridge.outbound.", "outbound-transformer");
    SERVICES.put("io.wabridge.tenant.", "tenant-service");
    SERVICES.put("io.wabridge.auth.", "auth-service");
    SERVICES.put("io.wabridge.state.", "state-manager");
    SERVICES.put("io.wabridge.gateway.", "api-gateway");
    SERVICES.put("io.wabridge.sandbox.", "sandbox");
  }

  private final JsonWriter<ILoggingEvent> writer;
  private final String process;

  public EcsLine(Environment environment, ThrowableProxyConverter stacks) {
    this.process =
        environment.getProperty(
            PROCESS, environment.getProperty("spring.application.name", "wabridge"));
    this.writer =
        JsonWriter.<ILoggingEvent>of(
                line -> {
                  line.add("@timestamp", ILoggingEvent::getInstant);
                  line.add("log")
                      .usingMembers(log -> {
                        log.add("level", ILoggingEvent::getLevel).as(Object::toString);
                        log.add("logger", ILoggingEvent::getLoggerName);
                      });
                  line.add("service")
                      .usingMembers(service -> {
                        service.add("name", this::service);
                        service.add("version", BuildInfo.version());
                      });
                  line.add("process")
                      .usingMembers(running -> {
                        running.add("pid", ProcessHandle.current().pid());
                        running
                            .add("thread")
                            .usingMembers(
                                thread -> thread.add("name", ILoggingEvent::getThreadName));
                      });
                  line.add("message", ILoggingEvent::getFormattedMessage);
                  line.add("trace.id", EcsLine::trace).whenHasLength();
                  line.add("span.id", (ILoggingEvent event) -> said(event, LogContext.SPAN))
                      .whenHasLength();
                  for (var key :
                      new String[] {
                        LogContext.CORRELATION, LogContext.TENANT, LogContext.CONVERSATION
                      }) {
                    line.add(key, (ILoggingEvent event) -> said(event, key)).whenHasLength();
                  }
                  line.add("bridge", EcsLine::details).when(details -> !details.isEmpty());
                  line.add()
                      .when(event -> event.getThrowableProxy() != null)
                      .usingMembers(broken ->
                          broken
                              .add("error")
                              .usingMembers(error -> {
                                error.add(
                                    "type", event -> event.getThrowableProxy().getClassName());
                                error.add(
                                    "message", event -> event.getThrowableProxy().getMessage());
                                error.add("stack_trace", stacks::convert);
                              }));
                  line.add("event").usingMembers(event -> event.add("dataset", "bridge"));
                  line.add("ecs").usingMembers(ecs -> ecs.add("version", "8.11"));
                })
            .withNewLineAtEnd();
  }

  @Override
  public String format(ILoggingEvent event) {
    return writer.writeToString(event);
  }

  private String service(ILoggingEvent event) {
    var said = event.getMDCPropertyMap().get(LogContext.SERVICE);
    if (said != null) {
      return said;
    }
    return SERVICES.entrySet().stream()
        .filter(entry -> event.getLoggerName().startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(process);
  }

  /** From the line itself, otherwise from the context of the thread. */
  private static @Nullable String said(ILoggingEvent event, String key) {
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        if (pair.key.equals(key)) {
          return Objects.toString(pair.value, null);
        }
      }
    }
    return event.getMDCPropertyMap().get(key);
  }

  /** Several correlations are no trace id. */
  private static @Nullable String trace(ILoggingEvent event) {
    var correlation = said(event, LogContext.CORRELATION);
    return correlation == null ? null : TraceIds.of(correlation);
  }

  private static Map<String, Object> details(ILoggingEvent event) {
    var details = new LinkedHashMap<String, Object>();
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        switch (pair.key) {
          case LogContext.CORRELATION, LogContext.TENANT, LogContext.CONVERSATION -> {}
          default ->
              details.put(
                  pair.key,
                  pair.value instanceof Number number ? number : String.valueOf(pair.value));
        }
      }
    }
    return details;
  }
}
