package io.wabridge.kit.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;
import org.springframework.core.env.Environment;

/**
 * Adds to Spring Boot's ECS log lines: the service, of which ten may share a process and its log;
 * the context of the thread; and the other keys of the line, under "bridge".
 */
final class EcsMembers implements StructuredLoggingJsonMembersCustomizer<ILoggingEvent> {

  private static final List<String> CONTEXT =
      List.of(LogContext.CORRELATION, LogContext.TENANT, LogContext.CONVERSATION);

  /** Boot's own "service", the same in every line, is removed; this member takes its name. */
  private static final String SERVICE = "service of the line";

  private static final Map<String, String> SERVICES_BY_PACKAGE =
      Map.ofEntries(
          Map.entry("io.wabridge.whatsapp.webhook.", "whatsapp-webhook-service"),
          Map.entry("io.wabridge.whatsapp.api.", "whatsapp-api-service"),
          Map.entry("io.wabridge.genesys.webhook.", "genesys-webhook-service"),
          Map.entry("io.wabridge.genesys.api.", "genesys-api-service"),
          Map.entry("io.wabridge.inbound.", "inbound-transformer"),
          Map.entry("io.wabridge.outbound.", "outbound-transformer"),
          Map.entry("io.wabridge.tenant.", "tenant-service"),
          Map.entry("io.wabridge.auth.", "auth-service"),
          Map.entry("io.wabridge.state.", "state-manager"),
          Map.entry("io.wabridge.gateway.", "api-gateway"),
          Map.entry("io.wabridge.sandbox.", "sandbox"));

  private final String process;

  EcsMembers(Environment environment) {
    this.process =
        environment.getProperty(
            LogContext.PROCESS, environment.getProperty("spring.application.name", "wabridge"));
  }

  @Override
  public void customize(Members<ILoggingEvent> members) {
    members.applyingPathFilter(path -> path.toUnescapedString().equals("service"));
    members.applyingNameProcessor((_, name) -> name.equals(SERVICE) ? "service" : name);
    members
        .add(SERVICE)
        .usingMembers(service -> {
          service.add("name", this::service);
          service.add("version", BuildInfo.version());
        });
    members.add("trace.id", EcsMembers::trace).whenHasLength();
    members.add("span.id", (ILoggingEvent event) -> value(event, LogContext.SPAN)).whenHasLength();
    CONTEXT.forEach(
        key -> members.add(key, (ILoggingEvent event) -> value(event, key)).whenHasLength());
    members.add("bridge", EcsMembers::details).when(details -> !details.isEmpty());
    members.add("event").usingMembers(event -> event.add("dataset", "bridge"));
  }

  /** From the context of the thread, otherwise from the package that writes. */
  private String service(ILoggingEvent event) {
    var service = event.getMDCPropertyMap().get(LogContext.SERVICE);
    if (service != null) {
      return service;
    }
    return SERVICES_BY_PACKAGE.entrySet().stream()
        .filter(entry -> event.getLoggerName().startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(process);
  }

  /** From the line itself, otherwise from the context of the thread. */
  private static @Nullable String value(ILoggingEvent event, String key) {
    return pairs(event).stream()
        .filter(pair -> pair.key.equals(key))
        .map(pair -> Objects.toString(pair.value, null))
        .findFirst()
        .orElseGet(() -> event.getMDCPropertyMap().get(key));
  }

  /** Several correlations are no trace id. */
  private static @Nullable String trace(ILoggingEvent event) {
    var correlation = value(event, LogContext.CORRELATION);
    return correlation == null ? null : TraceIds.of(correlation);
  }

  private static Map<String, Object> details(ILoggingEvent event) {
    var details = new LinkedHashMap<String, Object>();
    for (var pair : pairs(event)) {
      if (!CONTEXT.contains(pair.key)) {
        details.put(
            pair.key, pair.value instanceof Number number ? number : String.valueOf(pair.value));
      }
    }
    return details;
  }

  private static List<KeyValuePair> pairs(ILoggingEvent event) {
    return Objects.requireNonNullElse(event.getKeyValuePairs(), List.of());
  }
}
