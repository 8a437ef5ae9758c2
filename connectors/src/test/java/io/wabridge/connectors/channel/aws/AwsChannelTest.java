package io.wabridge.connectors.channel.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.StubServer;
import io.wabridge.connectors.aws.Sns;
import io.wabridge.connectors.aws.SnsNotification;
import io.wabridge.model.Content;
import io.wabridge.model.Delivery;
import io.wabridge.model.ExternalId;
import io.wabridge.model.FailureScope;
import io.wabridge.model.MediaKind;
import io.wabridge.model.Reason;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookUnreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsChannelTest {

  private static final String TAKEN = "{\"messageId\":\"0d0eaa9e-139c-43d4-a369-2b2950e110e0\"}";
  private static final String NUMBER = "phone-number-id-0d0e0f0a0b0c0d0e0f0a0b0c0d0e0f0a";

  private final OutboundHttp http = new OutboundHttp(Given.LOOPBACK);
  private final AwsChannel channel = new AwsChannel(http);
  private StubServer aws;

  @BeforeEach
  void start() throws IOException {
    aws = new StubServer();
  }

  @AfterEach
  void stop() throws IOException {
    aws.close();
    http.close();
  }

  private Map<String, String> values() {
    return Map.of(
        "region",
        "eu-central-1",
        "originationPhoneNumberId",
        NUMBER,
        "topicArn",
        Sns.TOPIC,
        "mediaBucket",
        "whatsapp-media",
        "accessKeyId",
        "AKIDEXAMPLE00000",
        "endpointUrl",
        aws.url().toString());
  }

  private Context context() {
    return Given.context(
        Settings.of(values(), Map.of("secretAccessKey", Secret.of("secret"))), new Given.Tokens());
  }

  private Delivery deliver(Content content, String quoted) {
    return channel.deliver(Given.message(content, Given.ROSA, quoted, null), context());
  }

  private String sent() {
    var body = OutsideJson.readOrNothing(aws.asked.getLast().body());
    assertThat(body.path("originationPhoneNumberId").asString()).isEqualTo(NUMBER);
    assertThat(body.path("metaApiVersion").asString()).isEqualTo("v23.0");
    return new String(
        Base64.getDecoder().decode(body.path("message").asString()), StandardCharsets.UTF_8);
  }

  @Test
  void wrapsMetasMessage() {
    aws.then(200, TAKEN);
    assertThat(deliver(new Content.Text("hi"), "wamid.Q"))
        .isEqualTo(
            new Delivery.Accepted(
                ExternalId.provisional("0d0eaa9e-139c-43d4-a369-2b2950e110e0"), null));
    assertThat(sent())
        .contains(
            "\"to\":\"+447700900123\"",
            "\"body\":\"hi\"",
            "\"message_id\":\"wamid.Q\"",
            "\"biz_opaque_callback_data\":\"m-1\"");
    assertThat(aws.asked.getLast().path()).isEqualTo("/v1/whatsapp/send");
    assertThat(aws.asked.getLast().authorization())
        .contains("/eu-central-1/social-messaging/aws4_request");
  }

  /** The quote is lost rather than the message. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "provisional:0d0eaa9e-139c-43d4-a369-2b2950e110e0",
        "SM7f00000000000000000000000000d001"
      })
  void quotesOnlyWhatMetaKnows(String quoted) {
    aws.then(200, TAKEN);
    assertThat(deliver(new Content.Text("hi"), quoted)).isInstanceOf(Delivery.Accepted.class);
    assertThat(sent()).doesNotContain("message_id");
    assertThat(deliver(new Content.Reaction("👍", new ExternalId(quoted)), null))
        .isInstanceOf(Delivery.Refused.class);
    assertThat(aws.asked).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException, CONTENT_REFUSED",
    "400, InvalidParametersException, CONTENT_REFUSED",
    "400, LimitExceededException, MESSAGING_LIMIT",
    "403, AccessDeniedException, FORBIDDEN",
    "403, AccessDeniedByMetaException, FORBIDDEN",
    "403, UnrecognizedClientException, AUTH",
    "403, InvalidSignatureException, AUTH",
    "404, ResourceNotFoundException, BAD_ADDRESS",
  })
  void refusesForGood(int status, String exception, Reason reason) {
    aws.then(status, "{\"message\":\"no\"}", Map.of("x-amzn-errortype", exception + ":http://x/"));
    assertThat(deliver(new Content.Text("hi"), null))
        .isInstanceOfSatisfying(
            Delivery.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.detail()).contains(exception, "no", "HTTP " + status);
            });
  }

  @Test
  void waitsWhenThrottled() {
    aws.then(429, "{\"__type\":\"ThrottledRequestException\"}");
    assertThat(deliver(new Content.Text("hi"), null))
        .isInstanceOfSatisfying(
            Delivery.Deferred.class,
            later -> {
              assertThat(later.reason()).isEqualTo(Reason.RATE_LIMITED);
              assertThat(later.scope()).isNotEqualTo(FailureScope.MESSAGE);
            });
  }

  /** The operation has no client token: a repetition might arrive twice. */
  @ParameterizedTest
  @CsvSource({"500, InternalServiceException", "502, DependencyException", "503, ''"})
  void doesNotRepeatAnUnknownOutcome(int status, String exception) {
    aws.then(status, "{\"__type\":\"x#" + exception + "\"}");
    assertThat(deliver(new Content.Text("hi"), null)).isInstanceOf(Delivery.Uncertain.class);
    assertThat(aws.asked).hasSize(1);
  }

  @Test
  void uploadsThroughTheBucketAndCleansUp() {
    aws.then(200, "").then(200, "{\"mediaId\":\"77\"}").then(204, "").then(200, TAKEN);
    var file = Given.file(MediaKind.IMAGE, "image/png", "a.png", "look", 500);
    assertThat(Given.handOver(channel, Given.message(file), context()))
        .isInstanceOf(Delivery.Accepted.class);
    assertThat(aws.asked)
        .extracting(asked -> asked.method())
        .containsExactly("PUT", "POST", "DELETE", "POST");
    var object = aws.asked.getFirst();
    assertThat(object.path()).startsWith("/whatsapp-media/wabridge/");
    assertThat(object.type()).isEqualTo("image/png");
    assertThat(object.rawQuery()).contains("X-Amz-Signature=", "X-Amz-Expires=");
    assertThat(aws.asked.get(1).body())
        .contains("sourceS3PresignedUrl", object.path(), "\"Content-Type\":\"image/png\"");
    assertThat(aws.asked.get(2).path()).isEqualTo(object.path());
    assertThat(sent()).contains("\"id\":\"77\"", "\"caption\":\"look\"");
  }

  @Test
  void saysThatTheBucketIsNotWritable() {
    aws.then(403, "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>");
    var file = Given.file(MediaKind.IMAGE, "image/png", "a.png", null, 500);
    assertThat(channel.upload(Given.message(file), context()))
        .isInstanceOfSatisfying(
            Delivery.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Reason.FORBIDDEN);
              assertThat(refused.detail()).contains("AccessDenied");
            });
  }

  @Test
  void topicIsInTheRegionOfTheNumber() {
    var values = new HashMap<>(values());
    values.put("region", "us-east-1");
    assertThat(channel.problems(Settings.of(values, Map.of())))
        .extracting(FieldProblem::field)
        .containsExactly("topicArn");
    assertThat(channel.externalId(Settings.of(values, Map.of()))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "nonsense",
        "{}",
        "{\"whatsAppWebhookEntry\":null}",
        "{\"whatsAppWebhookEntry\":\"nonsense\"}",
        "{\"whatsAppWebhookEntry\":\"[]\"}",
        "{\"whatsAppWebhookEntry\":\"{}\"}",
        "{\"whatsAppWebhookEntry\":5}"
      })
  void reportsEventsThatItCannotRead(String event) {
    var notification = new SnsNotification(Sns.envelope("Notification").put("Message", event));
    assertThatThrownBy(() -> AwsDecoder.split(notification)).isInstanceOf(WebhookUnreadable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"whatsAppWebhookEntry\":\"{\\\"changes\\\":[]}\"}",
        "{\"whatsAppWebhookEntry\":{\"changes\":[]}}",
        "{\"whatsAppWebhookEntry\":\"{\\\"object\\\":\\\"x\\\",\\\"entry\\\":[]}\"}"
      })
  void readsAnEntryInEitherForm(String event) throws Exception {
    var notification = new SnsNotification(Sns.envelope("Notification").put("Message", event));
    assertThat(AwsDecoder.split(notification)).isEmpty();
  }
}
