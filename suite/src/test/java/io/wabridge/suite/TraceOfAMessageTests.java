package io.wabridge.suite;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.wabridge.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import tools.jackson.databind.JsonNode;

/**
 * A message has one trace through all its services, and its id is in each of their log lines. Runs
 * in a separate JVM (see pom.xml), because no other test collects spans.
 */
class TraceOfAMessageTests {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final List<String> IN =
      List.of(
          "api-gateway",
          "whatsapp-webhook-service",
          "inbound-transformer",
          "state-manager",
          "genesys-api-service");
  private static final List<String> OUT =
      List.of(
          "api-gateway",
          "genesys-webhook-service",
          "outbound-transformer",
          "state-manager",
          "whatsapp-api-service");

  private static final List<JsonNode> LINES = new CopyOnWriteArrayList<>();
  private static final String PERSON =
      "4477" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);

  private static SpanCollector collector;
  private static Sandbox sandbox;
  private static Suite suite;

  @BeforeAll
  static void start() throws Exception {
    collector = new SpanCollector();
    sandbox =
        Sandbox.start(
            RunningBridge.port("SANDBOX_WHATSAPP_PORT"),
            RunningBridge.port("SANDBOX_GENESYS_PORT"));
    suite =
        Suite.start(
            "--bridge.traces.endpoint=" + collector.endpoint(),
            "--bridge.traces.share=1",
            "--logging.level.io.wabridge=DEBUG");
    var lines = new Lines();
    lines.start();
    var logger = (Logger) LoggerFactory.getLogger("io.wabridge");
    logger.setLevel(Level.DEBUG);
    logger.addAppender(lines);
    converse();
  }

  @AfterAll
  static void stop() {
    suite.close();
    sandbox.close();
    collector.close();
  }

  private static void converse() throws InterruptedException {
    var addresses = RunningBridge.addresses();
    var onboarding = new Onboarding(addresses);
    var tenant = onboarding.onboard("Traced " + PERSON, number(addresses), "ON_REPLY");
    var phone = Phone.withNumber(addresses, tenant.phoneNumberId(), PERSON, "Rosa Whitfield");
    var agent = new AgentDesktop(addresses, onboarding.integration(tenant));

    phone.text("Is the tandem free on Saturday?");
    await(() -> !agent.inbound(PERSON).isEmpty());
    agent.reply(PERSON, "Yes, it is.");
    await(() -> !phone.received().isEmpty());
    await(() -> trace("deliver genesys") != null && trace("deliver whatsapp") != null);
    // services export their spans at different times
    await(() -> complete(trace("deliver genesys"), IN));
    await(() -> complete(trace("deliver whatsapp"), OUT));
  }

  @Test
  void personsMessageHasOneTrace() {
    var trace = trace("deliver genesys");

    assertThat(services(trace)).containsAll(IN);
    assertThat(names(trace)).contains("receive whatsapp", "normalize inbound", "deliver genesys");
    assertThat(connected(trace)).isTrue();
  }

  @Test
  void agentsMessageHasOneTrace() {
    var trace = trace("deliver whatsapp");

    assertThat(services(trace)).containsAll(OUT);
    assertThat(names(trace)).contains("receive genesys", "normalize outbound", "deliver whatsapp");
    assertThat(connected(trace)).isTrue();
  }

  @Test
  void logLinesOfEachServiceContainTheTraceId() throws InterruptedException {
    await(() -> loggingServices(trace("deliver genesys")).containsAll(IN));
    await(() -> loggingServices(trace("deliver whatsapp")).containsAll(OUT));

    assertThat(loggingServices(trace("deliver genesys"))).containsAll(IN);
    assertThat(loggingServices(trace("deliver whatsapp"))).containsAll(OUT);
  }

  @Test
  void abuse24_logLinesContainNoPhoneNumberOrText() {
    assertThat(LINES)
        .isNotEmpty()
        .noneMatch(line -> line.toString().contains(PERSON))
        .noneMatch(line -> line.toString().contains("tandem"));
  }

  private static Onboarding.Number number(Addresses addresses) {
    var suffix = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
    var number =
        new Onboarding.Number(
            "90080" + suffix, "70010" + suffix, "token-" + suffix, "secret-" + suffix);
    new Http(addresses.whatsapp(), null)
        .post(
            "/sandbox/numbers",
            Map.of(
                "phoneNumberId", number.phoneNumberId(),
                "display", "+1 555-010-0" + suffix.substring(0, 3),
                "wabaId", number.accountId(),
                "appId", "50040" + suffix,
                "appSecret", number.appSecret(),
                "accessToken", number.accessToken()));
    return number;
  }

  private static String trace(String name) {
    return collector.spans().stream()
        .filter(span -> span.name().equals(name))
        .map(SpanCollector.Span::trace)
        .findFirst()
        .orElse(null);
  }

  private static boolean complete(String trace, List<String> services) {
    return services(trace).containsAll(services)
        && names(trace).stream().anyMatch(name -> name.startsWith("receive "))
        && connected(trace);
  }

  private static TreeSet<String> services(String trace) {
    return of(trace).stream().map(SpanCollector.Span::service).collect(toCollection(TreeSet::new));
  }

  private static TreeSet<String> names(String trace) {
    return of(trace).stream().map(SpanCollector.Span::name).collect(toCollection(TreeSet::new));
  }

  /** One span is the root; every other span's parent exists. */
  private static boolean connected(String trace) {
    var ids = of(trace).stream().map(SpanCollector.Span::id).collect(toSet());
    return of(trace).stream().filter(span -> span.parent().isEmpty()).count() == 1
        && of(trace).stream()
            .allMatch(span -> span.parent().isEmpty() || ids.contains(span.parent()));
  }

  private static List<SpanCollector.Span> of(String trace) {
    return collector.spans().stream().filter(span -> span.trace().equals(trace)).toList();
  }

  private static TreeSet<String> loggingServices(String trace) {
    return LINES.stream()
        .filter(line -> line.path("trace.id").asString("").equals(trace))
        .map(line -> line.path("service").path("name").asString())
        .collect(toCollection(TreeSet::new));
  }

  private static void await(BooleanSupplier there) throws InterruptedException {
    var until = Instant.now().plus(LIMIT);
    while (!there.getAsBoolean()) {
      assertThat(Instant.now()).as("seen so far: " + collector.spans()).isBefore(until);
      Thread.sleep(100);
    }
  }

  /** Collects the log in the format of BRIDGE_LOG_FORMAT=ecs. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {

    private final StructuredLogEncoder encoder = new StructuredLogEncoder();

    Lines() {
      setContext(((Logger) LoggerFactory.getLogger("io.wabridge")).getLoggerContext());
      encoder.setContext(getContext());
      encoder.setFormat("ecs");
      encoder.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
      LINES.add(Http.JSON.readTree(encoder.encode(event)));
    }
  }
}
