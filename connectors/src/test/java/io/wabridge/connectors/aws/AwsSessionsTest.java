package io.wabridge.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.StubServer;
import io.wabridge.connectors.TemporaryFailure;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsSessionsTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final AwsRole ROLE =
      new AwsRole("arn:aws:iam::111122223333:role/wabridge", "external-1");

  private static OutboundHttp client;

  private final Movable clock = new Movable();
  private StubServer server;
  private AwsHttp aws;
  private AwsAccess access;

  /** A clock that a test moves. */
  private static final class Movable extends Clock {
    private Instant now = NOON;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    void move(Duration time) {
      now = now.plus(time);
    }
  }

  @BeforeAll
  static void open() {
    client = new OutboundHttp(Given.LOOPBACK);
  }

  @AfterAll
  static void closeAll() throws IOException {
    client.close();
  }

  @BeforeEach
  void start() throws IOException {
    server = new StubServer();
    aws = new AwsHttp("connect", client, clock);
    access = new AwsAccess("eu-central-1", "AKIDEXAMPLE", Secret.of("secret"), server.url(), ROLE);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void grants(int n) {
    server.then(
        200,
        "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA%d</AccessKeyId>"
                .formatted(n)
            + "<SecretAccessKey>s</SecretAccessKey><SessionToken>tok/en+%d=</SessionToken>"
                .formatted(n)
            + "<Expiration>%s</Expiration></Credentials>".formatted(clock.now.plusSeconds(3600))
            + "</AssumeRoleResult></AssumeRoleResponse>");
  }

  private AwsReply call() throws IOException {
    var uri = URI.create(server.url() + "/contact/chat");
    return aws.call(Operation.SEND_MESSAGE, "connect", "PUT", uri, OutsideJson.object(), access);
  }

  private List<String> keys() {
    return server.asked.stream()
        .map(one -> one.authorization().replaceAll(".*Credential=([^/]+)/.*", "$1"))
        .toList();
  }

  @Test
  void signsWithASessionOfTheRole() throws IOException {
    grants(1);
    server.then(200, "{}").then(200, "{}");
    assertThat(call().success()).isTrue();
    assertThat(call().success()).isTrue();

    assertThat(keys()).containsExactly("AKIDEXAMPLE", "ASIA1", "ASIA1");
    var asked = server.asked.getFirst();
    assertThat(asked.body())
        .isEqualTo(
            "Action=AssumeRole&Version=2011-06-15"
                + "&RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fwabridge"
                + "&RoleSessionName=wabridge&DurationSeconds=3600&ExternalId=external-1");
    assertThat(asked.authorization()).contains("/eu-central-1/sts/aws4_request");
    assertThat(asked.headers().getFirst("X-Amz-Security-Token")).isNull();
    var called = server.asked.get(1);
    assertThat(called.headers().getFirst("X-Amz-Security-Token")).isEqualTo("tok/en+1=");
    assertThat(called.authorization())
        .contains("/eu-central-1/connect/aws4_request", "x-amz-security-token");
  }

  @Test
  void renewsASessionBeforeItEnds() throws IOException {
    grants(1);
    server.then(200, "{}").then(200, "{}");
    call();
    clock.move(Duration.ofMinutes(54));
    call();
    clock.move(Duration.ofMinutes(2));
    grants(2);
    server.then(200, "{}");
    call();
    assertThat(keys()).containsExactly("AKIDEXAMPLE", "ASIA1", "ASIA1", "AKIDEXAMPLE", "ASIA2");
  }

  /** A session is used to its end while STS does not answer; then calls wait. */
  @Test
  void usesASessionToItsEndWhileItCannotBeRenewed() throws IOException {
    grants(1);
    server.then(200, "{}");
    call();
    clock.move(Duration.ofMinutes(57));
    server.then(503, "").then(200, "{}");
    assertThat(call().success()).isTrue();
    clock.move(Duration.ofMinutes(4));
    server.then(503, "");
    var denied = call();
    assertThat(denied.status()).isEqualTo(503);
    assertThat(denied.type()).isEqualTo(AwsSessions.UNAVAILABLE);
    assertThat(keys())
        .containsExactly("AKIDEXAMPLE", "ASIA1", "AKIDEXAMPLE", "ASIA1", "AKIDEXAMPLE");
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, AssumeRoleRefused",
    "400, ValidationError, AssumeRoleRefused",
    "403, InvalidClientTokenId, AssumeRoleRefused",
    "429, Throttling, AssumeRoleUnavailable",
    "500, InternalFailure, AssumeRoleUnavailable",
    "200, Nothing, AssumeRoleUnavailable"
  })
  void saysWhyTheRoleIsNotAssumed(int status, String code, String type) throws IOException {
    server.then(
        status,
        "<ErrorResponse><Error><Code>"
            + code
            + "</Code><Message>not authorized to perform: sts:AssumeRole</Message></Error>"
            + "</ErrorResponse>");
    var denied = call();
    assertThat(denied.type()).isEqualTo(type);
    assertThat(denied.detail()).contains(ROLE.arn(), code, "sts:AssumeRole");
    assertThat(server.asked).as("the call itself is not made").hasSize(1);
    server.then(status, "");
    assertThatThrownBy(() ->
            aws.presigned(
                "GET", URI.create("https://b.s3.example.com/k"), Duration.ofMinutes(1), access))
        .isInstanceOf(TemporaryFailure.class);
  }

  @Test
  void beginsAnotherSessionWhenOneEndedEarly() throws IOException {
    grants(1);
    server.then(403, "{\"__type\":\"ExpiredTokenException\"}");
    grants(2);
    server.then(200, "{}");
    assertThat(call().success()).isTrue();
    assertThat(keys()).containsExactly("AKIDEXAMPLE", "ASIA1", "AKIDEXAMPLE", "ASIA2");
  }

  @Test
  void oneCallerBeginsTheSessionForAll() throws Exception {
    grants(1);
    var calls = 8;
    IntStream.range(0, calls).forEach(_ -> server.then(200, "{}"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          threads.invokeAll(
              IntStream.range(0, calls).mapToObj(_ -> (Callable<AwsReply>) this::call).toList());
      for (var one : all) {
        assertThat(one.get().success()).isTrue();
      }
    }
    assertThat(keys().stream().collect(Collectors.groupingBy(k -> k, Collectors.counting())))
        .containsEntry("AKIDEXAMPLE", 1L)
        .containsEntry("ASIA1", (long) calls);
  }

  @Test
  void signsAddressesWithTheSession() throws IOException {
    grants(1);
    var address =
        aws.presigned(
            "GET", URI.create("https://b.s3.example.com/k"), Duration.ofMinutes(1), access);
    assertThat(address.getRawQuery())
        .contains("X-Amz-Security-Token=tok%2Fen%2B1%3D", "X-Amz-Credential=ASIA1");
  }

  @Test
  void theTextFormContainsNoSecret() {
    assertThat(access.inSession("ASIA1", Secret.of("s3cret"), Secret.of("t0ken")).toString())
        .doesNotContain("s3cret", "t0ken", "ASIA1");
    assertThat(ROLE.toString()).doesNotContain("external-1");
  }
}
