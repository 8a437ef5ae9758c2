package io.wabridge.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line as BRIDGE_LOG_FORMAT=ecs writes it has the fields that docs/traces-and-logs.md names. */
class EcsMembersTests {

  private static final String CORRELATION = "3f3a9e0f44011e3a29fc41a8f4461613";

  private final LoggerContext loggers = new LoggerContext();
  private final List<JsonNode> lines = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    var environment = new StandardEnvironment();
    var sources = environment.getPropertySources();
    sources.addFirst(
        new MapPropertySource(
            "as Services and the operator set it",
            Map.of(
                "BRIDGE_LOG_FORMAT", "ecs",
                "spring.application.name", "api-gateway",
                "bridge.process", "suite")));
    new YamlPropertySourceLoader()
        .load("bridge.yml", new ClassPathResource("bridge.yml"))
        .forEach(sources::addLast);
    loggers.putObject(Environment.class.getName(), environment);
    loggers.setMDCAdapter(((LoggerContext) LoggerFactory.getILoggerFactory()).getMDCAdapter());
    var encoder = new StructuredLogEncoder();
    encoder.setContext(loggers);
    encoder.setFormat(environment.getProperty("logging.structured.format.console"));
    encoder.start();
    var appender =
        new AppenderBase<ILoggingEvent>() {
          @Override
          protected void append(ILoggingEvent event) {
            var text = new String(encoder.encode(event), StandardCharsets.UTF_8);
            texts.add(text);
            lines.add(JsonMapper.shared().readTree(text));
          }
        };
    appender.setContext(loggers);
    appender.start();
    loggers.getLogger("ROOT").addAppender(appender);
  }

  @AfterEach
  void stop() {
    MDC.clear();
    loggers.stop();
  }

  private static String at(JsonNode line, String... path) {
    for (var name : path) {
      line = line.path(name);
    }
    return line.asString("");
  }

  @Test
  void aLineHasTheDocumentedFields() {
    MDC.put(LogContext.SERVICE, "inbound-transformer");
    MDC.put(LogContext.CORRELATION, CORRELATION);
    MDC.put(LogContext.TENANT, "tenant-1");
    MDC.put(LogContext.CONVERSATION, "90…0001:44…0100");
    MDC.put(LogContext.SPAN, "00f067aa0ba902b7");
    loggers
        .getLogger("io.wabridge.kit.lane.StepRunner")
        .atInfo()
        .addKeyValue("stage", "inbound-transformer")
        .addKeyValue("took_ms", 4)
        .log("normalize inbound: {}", "Done[]");

    var line = lines.getFirst();
    assertThat(line.propertyNames())
        .containsExactlyInAnyOrder(
            "@timestamp",
            "log",
            "process",
            "service",
            "message",
            "trace.id",
            "span.id",
            "correlation",
            "tenant",
            "conversation",
            "bridge",
            "event",
            "ecs");
    assertThat(at(line, "@timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    assertThat(at(line, "log", "level")).isEqualTo("INFO");
    assertThat(at(line, "log", "logger")).isEqualTo("io.wabridge.kit.lane.StepRunner");
    assertThat(at(line, "process", "thread", "name")).isEqualTo(Thread.currentThread().getName());
    assertThat(at(line, "service", "name")).isEqualTo("inbound-transformer");
    assertThat(at(line, "service", "version")).isEqualTo(BuildInfo.version());
    assertThat(at(line, "message")).isEqualTo("normalize inbound: Done[]");
    assertThat(at(line, "trace.id")).isEqualTo(CORRELATION);
    assertThat(at(line, "span.id")).isEqualTo("00f067aa0ba902b7");
    assertThat(at(line, "correlation")).isEqualTo(CORRELATION);
    assertThat(at(line, "tenant")).isEqualTo("tenant-1");
    assertThat(at(line, "conversation")).isEqualTo("90…0001:44…0100");
    assertThat(line.path("bridge").path("took_ms").asInt()).isEqualTo(4);
    assertThat(line.path("bridge").size()).isEqualTo(2);
    assertThat(at(line, "event", "dataset")).isEqualTo("bridge");
    assertThat(at(line, "ecs", "version")).isEqualTo("8.11");
    assertThat(texts.getFirst()).endsWith("}\n").containsOnlyOnce("\"service\":");
  }

  @ParameterizedTest
  @CsvSource({
    "io.wabridge.tenant.channel.ChannelController, , tenant-service",
    "io.wabridge.whatsapp.webhook.WhatsAppWebhookController, , whatsapp-webhook-service",
    "io.wabridge.state.Ledger, , state-manager",
    "io.wabridge.kit.lane.StepRunner, outbound-transformer, outbound-transformer",
    "io.wabridge.kit.lane.StepRunner, , suite",
    "org.springframework.boot.SpringApplication, , suite"
  })
  void theServiceIsThatOfTheThreadThenThatOfThePackageThenTheProcess(
      String logger, String context, String service) {
    if (context != null) {
      MDC.put(LogContext.SERVICE, context);
    }
    loggers.getLogger(logger).info("said");

    assertThat(at(lines.getFirst(), "service", "name")).isEqualTo(service);
  }

  @Test
  void aLinesOwnCorrelationWinsOverTheThreads() {
    MDC.put(LogContext.CORRELATION, "0".repeat(32));
    loggers
        .getLogger("io.wabridge.kit.X")
        .atWarn()
        .addKeyValue(LogContext.CORRELATION, CORRELATION)
        .log("held");

    assertThat(at(lines.getFirst(), "correlation")).isEqualTo(CORRELATION);
    assertThat(at(lines.getFirst(), "trace.id")).isEqualTo(CORRELATION);
    assertThat(lines.getFirst().has("bridge")).isFalse();
  }

  @Test
  void aFailureHasItsTypeAndStack() {
    loggers
        .getLogger("io.wabridge.kit.X")
        .atError()
        .setCause(new IllegalStateException("broken"))
        .log("cannot go on");

    var error = lines.getFirst().path("error");
    assertThat(at(error, "type")).isEqualTo("java.lang.IllegalStateException");
    assertThat(at(error, "message")).isEqualTo("broken");
    assertThat(at(error, "stack_trace")).contains("EcsMembersTests.aFailureHasItsTypeAndStack");
    assertThat(lines.getFirst().has("trace.id")).isFalse();
  }
}
