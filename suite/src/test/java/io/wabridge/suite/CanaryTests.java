package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/**
 * A conversation with marked secrets and texts: afterwards none of the marks is in the clear in a
 * log, metric, error, table, key or value of Redis, object of the store, or file of the broker.
 */
@ExtendWith(RunningBridge.class)
class CanaryTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final List<String> BUCKETS =
      List.of("webhooks-inbound", "webhooks-outbound", "media-inbound", "media-outbound");
  private static final List<String> SERVICES =
      List.of(
          "TENANT_SERVICE_PORT",
          "AUTH_SERVICE_PORT",
          "STATE_MANAGER_PORT",
          "WHATSAPP_WEBHOOK_SERVICE_PORT",
          "INBOUND_TRANSFORMER_PORT",
          "GENESYS_API_SERVICE_PORT",
          "GENESYS_WEBHOOK_SERVICE_PORT",
          "OUTBOUND_TRANSFORMER_PORT",
          "WHATSAPP_API_SERVICE_PORT",
          "BRIDGE_GATEWAY_METRICS_PORT");

  private final Addresses addresses = RunningBridge.addresses();
  private final Http chatwoot = new Http(addresses.chatwoot(), null);
  private final String run = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
  private final String number = "90083" + run;
  private final String phone = "4471" + run;
  private final String appSecret = "canaryappsecret" + run;
  private final String token = "canarytoken" + run;
  private final String question = "canaryquestion" + run;
  private final String caption = "canarycaption" + run;
  private final String answer = "canaryanswer" + run;
  private final LogLines log = new LogLines();

  /** What the services log, with keys, values and stack traces. */
  private static final class LogLines extends AppenderBase<ILoggingEvent> {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      if (!event.getLoggerName().startsWith("io.wabridge.sandbox")) {
        lines.add(
            event.getFormattedMessage()
                + " "
                + event.getKeyValuePairs()
                + " "
                + event.getMDCPropertyMap()
                + " "
                + (event.getThrowableProxy() == null
                    ? ""
                    : ThrowableProxyUtil.asString(event.getThrowableProxy())));
      }
    }
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @BeforeEach
  void listen() {
    log.start();
    root().addAppender(log);
  }

  @AfterEach
  void end() {
    root().detachAppender(log);
  }

  @Test
  void abuse24_noMarkIsInTheClearAnywhere() throws Exception {
    var tenant = conversation();

    var secrets = List.of(appSecret, token, question, caption, answer);
    var all = Stream.concat(secrets.stream(), Stream.of(number, phone)).toList();
    root().warn("the last line of the test");
    assertThat(log.lines).as("it listens").isNotEmpty();
    assertAbsent(
        "the log",
        String.join("\n", log.lines),
        Stream.concat(secrets.stream(), Stream.of(phone)).toList());
    for (var service : SERVICES) {
      assertAbsent("the metrics of " + service, metrics(service), all);
    }
    assertThat(tables(secrets)).as("tables with a mark").isEmpty();
    assertThat(redis(secrets)).as("keys of Redis with a mark").isEmpty();
    assertThat(objects(tenant.id(), all)).as("objects with a mark").isEmpty();
    assertThat(files(Path.of(System.getenv("BRIDGE_HOME"), "rabbitmq", "data"), all))
        .as("files of the broker with a mark")
        .isEmpty();
    assertThat(files(Path.of(System.getenv("BRIDGE_SPOOL_DIRECTORY")), all))
        .as("journals with a mark")
        .isEmpty();
  }

  /** A person writes a text and a picture, the agent answers, a wrong change is refused. */
  private Onboarding.Tenant conversation() {
    new Http(addresses.whatsapp(), null)
        .post(
            "/sandbox/numbers",
            Map.of(
                "phoneNumberId",
                number,
                "display",
                "+1 555-012-0" + run.substring(0, 3),
                "wabaId",
                "70013" + run,
                "appId",
                "50043" + run,
                "appSecret",
                appSecret,
                "accessToken",
                token));
    var account = chatwoot.post("/sandbox/accounts", Map.of("name", "Canary " + run));
    var id = account.path("id").asString();
    var onboarding = new Onboarding(addresses);
    var desk = onboarding.atChatwoot("WhatsApp", id, account.path("adminToken").asString());
    var tenant =
        onboarding.onboard(
            "Canary " + run,
            desk,
            Onboarding.cloud(
                "Canary", new Onboarding.Number(number, "70013" + run, token, appSecret), "NEVER"));
    var agent = new ChatwootDesktop(addresses, id);
    var person = Phone.withNumber(addresses, number, phone, "Canary");

    person.text(question);
    await().atMost(LIMIT).until(() -> agent.messages(1).size() == 1);
    person.file("image", 90_000, Map.of("caption", caption));
    await().atMost(LIMIT).until(() -> agent.messages(1).size() == 2);
    agent.write(1, Map.of("content", answer));
    await().atMost(LIMIT).until(() -> person.received().size() == 1);
    assertThat(person.received().getFirst().path("text").asString()).isEqualTo(answer);

    var refused =
        new Browser(addresses.gateway())
            .with("Authorization", "Bearer " + addresses.adminToken())
            .send(
                "PATCH",
                "/api/v1/tenants/" + tenant.id() + "/channels/" + tenant.channelId(),
                Map.of("settings", Map.of("appSecret", appSecret, "unknown", token)));
    assertThat(refused.status()).isBetween(400, 499);
    assertAbsent("the error", refused.body().toString(), List.of(appSecret, token));
    return tenant;
  }

  private static void assertAbsent(String where, String text, List<String> marks) {
    for (var mark : marks) {
      for (var form : forms(mark)) {
        assertThat(text.contains(form)).as("%s contains %s", where, form).isFalse();
      }
    }
  }

  /** As it is, and as bytea and Base64 show it. */
  private static List<String> forms(String mark) {
    var forms = new ArrayList<String>();
    forms.add(mark);
    forms.add(HexFormat.of().formatHex(mark.getBytes(StandardCharsets.UTF_8)));
    for (var shift = 0; shift < 3; shift++) {
      var shifted = Base64.getEncoder().encodeToString((" ".repeat(shift) + mark).getBytes());
      forms.add(shifted.substring(4, shifted.length() - 4));
    }
    return forms;
  }

  private static List<String> marksIn(byte[] bytes, List<String> marks) {
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    return marks.stream().filter(mark -> forms(mark).stream().anyMatch(text::contains)).toList();
  }

  private static String metrics(String port) throws IOException, InterruptedException {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            "http://127.0.0.1:" + System.getenv(port) + "/actuator/prometheus"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(port).isEqualTo(200);
    assertThat(answer.body()).contains("jvm_");
    return answer.body();
  }

  private static List<String> tables(List<String> marks) throws Exception {
    var found = new ArrayList<String>();
    try (var database =
            DriverManager.getConnection(
                System.getenv("SPRING_DATASOURCE_URL"),
                System.getenv("SPRING_DATASOURCE_USERNAME"),
                System.getenv("SPRING_DATASOURCE_PASSWORD"));
        var statement = database.createStatement();
        var reading = database.createStatement()) {
      var tables =
          statement.executeQuery(
              """
              select format('%I.%I', table_schema, table_name) from information_schema.tables
              where table_schema in ('state', 'tenant', 'auth') and table_type = 'BASE TABLE'
              """);
      var number = 0;
      while (tables.next()) {
        number++;
        var rows = reading.executeQuery("select t::text from " + tables.getString(1) + " t");
        while (rows.next()) {
          for (var mark : marksIn(rows.getString(1).getBytes(StandardCharsets.UTF_8), marks)) {
            found.add(tables.getString(1) + ": " + mark);
          }
        }
      }
      assertThat(number).isGreaterThan(25);
    }
    return found.stream().distinct().toList();
  }

  private static List<String> redis(List<String> marks) {
    var address =
        RedisURI.builder()
            .withHost(System.getenv("SPRING_DATA_REDIS_HOST"))
            .withPort(Integer.parseInt(System.getenv("SPRING_DATA_REDIS_PORT")))
            .withPassword(System.getenv("SPRING_DATA_REDIS_PASSWORD").toCharArray())
            .build();
    var found = new ArrayList<String>();
    try (var client = RedisClient.create(address);
        var connection = client.connect()) {
      var redis = connection.sync();
      var keys = redis.keys("*");
      assertThat(keys).isNotEmpty();
      for (var key : keys) {
        var value =
            switch (redis.type(key)) {
              case "hash" -> String.valueOf(redis.hgetall(key));
              case "string" -> String.valueOf(redis.get(key));
              case "zset" -> String.valueOf(redis.zrange(key, 0, -1));
              case "set" -> String.valueOf(redis.smembers(key));
              case "list" -> String.valueOf(redis.lrange(key, 0, -1));
              default -> "";
            };
        marksIn((key + " " + value).getBytes(StandardCharsets.UTF_8), marks)
            .forEach(mark -> found.add(key + ": " + mark));
      }
    }
    return found;
  }

  /** Webhooks are archived some seconds after they were received. */
  private static List<String> objects(String tenant, List<String> marks) throws Exception {
    var store =
        MinioClient.builder()
            .endpoint(System.getenv("BRIDGE_STORE_ENDPOINT"))
            .region("us-east-1")
            .credentials(
                System.getenv("BRIDGE_STORE_ACCESS_KEY"), System.getenv("BRIDGE_STORE_SECRET_KEY"))
            .build();
    await().atMost(LIMIT).until(() -> keys(store, "webhooks-outbound", tenant).size() > 0);
    await().atMost(LIMIT).until(() -> keys(store, "webhooks-inbound", tenant).size() > 0);
    var found = new ArrayList<String>();
    for (var bucket : BUCKETS) {
      for (var key : keys(store, bucket, tenant)) {
        var bytes = bytes(store, bucket, key);
        marksIn(
                (key + " " + new String(bytes, StandardCharsets.ISO_8859_1))
                    .getBytes(StandardCharsets.ISO_8859_1),
                marks)
            .forEach(mark -> found.add(bucket + "/" + key + ": " + mark));
        if (!key.endsWith(".enc")) {
          found.add(bucket + "/" + key + " is not encrypted");
        }
      }
    }
    assertThat(keys(store, "media-inbound", tenant)).isNotEmpty();
    return found;
  }

  private static List<String> keys(MinioClient store, String bucket, String tenant)
      throws Exception {
    var keys = new ArrayList<String>();
    for (var found :
        store.listObjects(
            ListObjectsArgs.builder()
                .bucket(bucket)
                .prefix(tenant + "/")
                .recursive(true)
                .build())) {
      keys.add(found.get().objectName());
    }
    return keys;
  }

  private static byte[] bytes(MinioClient store, String bucket, String key) throws Exception {
    try (var object = store.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build())) {
      var all = new ByteArrayOutputStream();
      object.transferTo(all);
      return all.toByteArray();
    }
  }

  private static List<String> files(Path directory, List<String> marks) throws IOException {
    var found = new ArrayList<String>();
    try (var files = Files.walk(directory)) {
      var all = files.filter(Files::isRegularFile).toList();
      assertThat(all).as("files in %s", directory).isNotEmpty();
      for (var file : all) {
        marksIn(Files.readAllBytes(file), marks)
            .forEach(mark -> found.add(file.getFileName() + ": " + mark));
      }
    }
    return found;
  }
}
