package io.wabridge.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.OutboundRequest;
import io.wabridge.model.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AwsSignerTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

  /** Computed by two implementations that do not know each other. */
  @Test
  void signsAsTheVendorDocuments() {
    var settings =
        new AwsAccess(
            "eu-central-1",
            "AKIDEXAMPLE",
            Secret.of("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
            null,
            null);
    var json =
        "{\"InstanceId\":\"i\",\"ContactFlowId\":\"f\",\"ParticipantDetails\":"
            + "{\"DisplayName\":\"Maria\"}}";
    var body = new AwsBody("application/json", json.getBytes(StandardCharsets.UTF_8));
    var uri = URI.create("https://connect.eu-central-1.amazonaws.com/contact/chat");

    var headers =
        new AwsSigner(CLOCK)
            .signed(OutboundRequest.of("PUT", uri, body), body, "connect", settings)
            .headers();

    assertThat(headers.get("x-amz-content-sha256"))
        .isEqualTo("9fed879fb857b770139affd07ec9e4bcaeba43156c7c8890eb8560d68f89be57");
    assertThat(headers.get("X-Amz-Date")).isEqualTo("20261126T120000Z");
    assertThat(headers.get("Authorization"))
        .contains(
            "Credential=AKIDEXAMPLE/20261126/eu-central-1/connect/aws4_request",
            "SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date",
            "Signature=da56930ded59b7819b360a7a7a0ed3573edbb9df8a6487fbb905b03d411915bd");
    assertThat(headers).doesNotContainKeys("Host", "host");
  }
}
