package io.wabridge.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.sandbox.Calls;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Receiver;
import io.wabridge.sandbox.Sandbox;
import io.wabridge.sandbox.sns.SigningCertificate;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.socialmessaging.SocialMessagingClient;
import software.amazon.awssdk.services.socialmessaging.model.AccessDeniedException;
import software.amazon.awssdk.services.socialmessaging.model.InvalidParametersException;
import software.amazon.awssdk.services.socialmessaging.model.ResourceNotFoundException;
import software.amazon.awssdk.services.socialmessaging.model.SocialMessagingException;
import software.amazon.awssdk.services.socialmessaging.model.ThrottledRequestException;
import software.amazon.awssdk.services.socialmessaging.model.ValidationException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The vendor's own client and its own signer judge the stand-in. */
class AwsFacadeTest {

  private static final String KEY = "SANDBOXAWSKEY0001";
  private static final String SECRET = "sandbox-aws-secret";
  private static final String ROSA = "/sandbox/persons/447700900123";
  private static final AwsBasicCredentials CREDENTIALS = AwsBasicCredentials.create(KEY, SECRET);

  private static Sandbox sandbox;
  private static HttpClient http;
  private Receiver receiver;
  private Calls phone;
  private SocialMessagingClient client;
  private JsonNode account;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(0, 0);
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    http.close();
    sandbox.close();
  }

  @BeforeEach
  void reset() throws Exception {
    receiver = new Receiver("");
    phone = new Calls(sandbox.whatsappUrl());
    phone.post("/sandbox/reset", "");
    phone.post("/sandbox/persons", "{\"waId\":\"447700900123\",\"name\":\"Rosa\"}");
    account = phone.get("/sandbox/aws/accounts/" + KEY).json();
    client = client(SECRET);
  }

  @AfterEach
  void close() {
    client.close();
    receiver.close();
  }

  private static String base() {
    return sandbox.whatsappUrl() + "/aws";
  }

  private static SocialMessagingClient client(String secret) {
    return SocialMessagingClient.builder()
        .endpointOverride(URI.create(base()))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, secret)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
        .build();
  }

  private String number() {
    return account.path("originationPhoneNumberId").asString();
  }

  private String topic() {
    return account.path("topicArn").asString();
  }

  private String send(String message) {
    return client
        .sendWhatsAppMessage(r ->
            r.originationPhoneNumberId(number())
                .message(SdkBytes.fromUtf8String(message))
                .metaApiVersion("v23.0"))
        .messageId();
  }

  private static String text(String to) {
    return """
    {"messaging_product":"whatsapp","to":"%s","type":"text","text":{"body":"Olá"},
     "biz_opaque_callback_data":"ours-1"}\
    """
        .formatted(to);
  }

  private void opened() throws Exception {
    assertThat(phone.post(ROSA + "/say", "{\"type\":\"text\",\"text\":\"hi\"}").status())
        .isEqualTo(200);
  }

  private String details() {
    return client
        .getLinkedWhatsAppBusinessAccountPhoneNumber(r -> r.id(number()))
        .linkedWhatsAppBusinessAccountId();
  }

  /** Sets the destination, and subscribes the receiver with a signed query. */
  private void publish() throws Exception {
    client.putWhatsAppBusinessAccountEventDestinations(
        r -> r.id(details()).eventDestinations(d -> d.eventDestinationArn(topic())));
    assertThat(
            topics(
                Map.of(
                    "Action",
                    "Subscribe",
                    "TopicArn",
                    topic(),
                    "Protocol",
                    "http",
                    "Endpoint",
                    receiver.url())))
        .contains("<SubscriptionArn>pending confirmation</SubscriptionArn>");
    var confirmation = Json.read(receiver.next().body());
    assertThat(genuine(confirmation)).isTrue();
    assertThat(get(Json.text(confirmation, "SubscribeURL", "")).statusCode()).isEqualTo(200);
  }

  private String topics(Map<String, String> parameters) throws Exception {
    var form =
        parameters.entrySet().stream()
            .map(each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"))
            .getBytes(StandardCharsets.UTF_8);
    var type = "application/x-www-form-urlencoded";
    var signed =
        AwsV4HttpSigner.create()
            .sign(s ->
                s.identity(CREDENTIALS)
                    .request(
                        SdkHttpRequest.builder()
                            .method(SdkHttpMethod.POST)
                            .uri(URI.create(base() + "/"))
                            .putHeader("Content-Type", type)
                            .build())
                    .payload(() -> new ByteArrayInputStream(form))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sns")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1"))
            .request();
    var request = HttpRequest.newBuilder(URI.create(base() + "/"));
    signed
        .headers()
        .forEach((name, values) -> {
          if (!name.equalsIgnoreCase("Host")) {
            request.header(name, values.getFirst());
          }
        });
    return http.send(
            request.POST(HttpRequest.BodyPublishers.ofByteArray(form)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static boolean genuine(JsonNode envelope) throws Exception {
    var pem = get(Json.text(envelope, "SigningCertURL", "")).body();
    assertThat(Json.text(envelope, "SigningCertURL", "")).endsWith(SigningCertificate.FILE);
    var certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
    var names =
        Json.text(envelope, "Type", "").equals("Notification")
            ? List.of("Message", "MessageId", "Timestamp", "TopicArn", "Type")
            : List.of(
                "Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
    var text =
        names.stream()
            .map(name -> name + "\n" + Json.text(envelope, name) + "\n")
            .collect(Collectors.joining());
    var signature =
        Signature.getInstance(
            Json.text(envelope, "SignatureVersion", "").equals("1")
                ? "SHA1withRSA"
                : "SHA256withRSA");
    signature.initVerify(certificate.getPublicKey());
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return signature.verify(Base64.getDecoder().decode(Json.text(envelope, "Signature", "")));
  }

  private URI presigned(SdkHttpMethod method, String key) {
    var uri = URI.create(base() + "/" + account.path("mediaBucket").asString() + "/" + key);
    return AwsV4HttpSigner.create()
        .sign(s ->
            s.identity(CREDENTIALS)
                .request(SdkHttpRequest.builder().method(method).uri(uri).build())
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(5))
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false))
        .request()
        .getUri();
  }

  private static int put(URI uri, byte[] bytes) throws Exception {
    return http.send(
            HttpRequest.newBuilder(uri)
                .header("Content-Type", "image/png")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void describesAccountAndNumber() {
    var linked = client.listLinkedWhatsAppBusinessAccounts(_ -> {}).linkedAccounts();
    assertThat(linked).hasSize(1);
    assertThat(linked.getFirst().registrationStatusAsString()).isEqualTo("COMPLETE");
    var found = client.getLinkedWhatsAppBusinessAccountPhoneNumber(r -> r.id(number()));
    assertThat(found.phoneNumber().metaPhoneNumberId()).isEqualTo("900800700600500");
    assertThat(found.phoneNumber().phoneNumber()).startsWith("+");
    var details = client.getLinkedWhatsAppBusinessAccount(r -> r.id(details())).account();
    assertThat(details.phoneNumbers()).hasSize(1);
    assertThat(details.eventDestinations()).isEmpty();
  }

  @Test
  void sendsAndPublishesStatusesWithBothIds() throws Exception {
    publish();
    opened();
    var id = send(text("+447700900123"));
    assertThat(id).matches("[0-9a-f-]{36}");
    var statuses = Stream.generate(this::event).limit(4).filter(AwsFacadeTest::isStatus).toList();
    var accepted =
        statuses.stream()
            .filter(event -> event.has("messageId"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no event with AWS's id: " + statuses));
    assertThat(Json.text(accepted, "messageId")).isEqualTo(id);
    assertThat(status(accepted).path("status").asString()).isEqualTo("accepted");
    assertThat(status(accepted).path("id").asString()).startsWith("wamid.");
    assertThat(statuses)
        .allSatisfy(event ->
            assertThat(status(event).path("biz_opaque_callback_data").asString())
                .isEqualTo("ours-1"))
        .filteredOn(event -> !event.has("messageId"))
        .isNotEmpty();
  }

  private JsonNode event() {
    try {
      var envelope = Json.read(receiver.next().body());
      assertThat(genuine(envelope)).isTrue();
      return Json.read(Json.text(envelope, "Message", "").getBytes(StandardCharsets.UTF_8));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode value(JsonNode event) {
    var entry = Json.text(event, "whatsAppWebhookEntry", "").getBytes(StandardCharsets.UTF_8);
    return Json.read(entry).at("/changes/0/value");
  }

  private static boolean isStatus(JsonNode event) {
    return value(event).has("statuses");
  }

  private static JsonNode status(JsonNode event) {
    return value(event).at("/statuses/0");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void publishesWhatPersonsSay(int version) throws Exception {
    phone.post(
        "/sandbox/aws/accounts/" + KEY + "/manners", "{\"signatureVersion\":" + version + "}");
    publish();
    opened();
    var event = event();
    assertThat(event.path("message_timestamp").asString()).matches(".*\\.[0-9]{9}Z");
    assertThat(event.has("messageId")).isFalse();
    assertThat(event.at("/context/MetaPhoneNumberIds/0/metaPhoneNumberId").asString())
        .isEqualTo("900800700600500");
    assertThat(value(event).at("/messages/0/text/body").asString()).isEqualTo("hi");
  }

  @Test
  void publishesNothingBeforeTheConfirmation() throws Exception {
    client.putWhatsAppBusinessAccountEventDestinations(
        r -> r.id(details()).eventDestinations(d -> d.eventDestinationArn(topic())));
    topics(
        Map.of(
            "Action",
            "Subscribe",
            "TopicArn",
            topic(),
            "Protocol",
            "http",
            "Endpoint",
            receiver.url()));
    assertThat(receiver.next().header("x-amz-sns-message-type"))
        .isEqualTo("SubscriptionConfirmation");
    opened();
    Thread.sleep(300);
    assertThat(receiver.everything()).hasSize(1);
    assertThat(topics(Map.of("Action", "ListSubscriptionsByTopic", "TopicArn", topic())))
        .contains("PendingConfirmation");
  }

  @Test
  void anAccountHasOneDestination() {
    assertThatThrownBy(() ->
            client.putWhatsAppBusinessAccountEventDestinations(r ->
                r.id(details())
                    .eventDestinations(
                        d -> d.eventDestinationArn(topic()),
                        d -> d.eventDestinationArn(topic() + "-2"))))
        .isInstanceOf(ValidationException.class);
  }

  @Test
  void refusesAsTheService() throws Exception {
    assertThatThrownBy(() -> send("{\"to\":\"+447700900123\"}"))
        .isInstanceOf(ValidationException.class);
    assertThatThrownBy(() -> send(text("447700900123")))
        .isInstanceOf(InvalidParametersException.class);
    assertThatThrownBy(() ->
            client.getLinkedWhatsAppBusinessAccountPhoneNumber(
                r -> r.id("phone-number-id-00000000000000000000000000000000")))
        .isInstanceOf(ResourceNotFoundException.class);
    try (var wrong = client("another-secret")) {
      assertThatThrownBy(() -> wrong.listLinkedWhatsAppBusinessAccounts(_ -> {}))
          .isInstanceOfSatisfying(
              SocialMessagingException.class,
              e ->
                  assertThat(e.awsErrorDetails().errorCode())
                      .isEqualTo("InvalidSignatureException"));
    }
    plan("429");
    assertThatThrownBy(() -> send(text("+447700900123")))
        .isInstanceOf(ThrottledRequestException.class);
    plan("AccessDeniedException");
    assertThatThrownBy(() -> send(text("+447700900123"))).isInstanceOf(AccessDeniedException.class);
  }

  private void plan(String kind) throws Exception {
    phone.post("/sandbox/faults", "{\"operation\":\"aws-send\",\"kind\":\"" + kind + "\"}");
  }

  /** What Meta refuses is no exception. */
  @Test
  void reportsAClosedWindowByAStatus() throws Exception {
    publish();
    assertThat(send(text("+447700900123"))).isNotBlank();
    var failed =
        Stream.generate(this::event)
            .filter(event -> status(event).path("status").asString().equals("failed"))
            .findFirst()
            .orElseThrow();
    assertThat(status(failed).at("/errors/0/code").asInt()).isEqualTo(131047);
  }

  @Test
  void carriesFilesThroughSignedAddresses() throws Exception {
    opened();
    var bytes = new byte[3000];
    bytes[17] = 5;
    assertThat(put(presigned(SdkHttpMethod.PUT, "out/1"), bytes)).isEqualTo(200);
    assertThatThrownBy(() ->
            client.postWhatsAppMessageMedia(r ->
                r.originationPhoneNumberId(number())
                    .sourceS3PresignedUrl(u ->
                        u.url(presigned(SdkHttpMethod.GET, "out/1").toString()).headers(Map.of()))))
        .as("the content type is mandatory")
        .isInstanceOf(ValidationException.class);
    var media =
        client
            .postWhatsAppMessageMedia(r ->
                r.originationPhoneNumberId(number())
                    .sourceS3PresignedUrl(u ->
                        u.url(presigned(SdkHttpMethod.GET, "out/1").toString())
                            .headers(Map.of("Content-Type", "image/png"))))
            .mediaId();
    var got =
        client.getWhatsAppMessageMedia(r ->
            r.originationPhoneNumberId(number())
                .mediaId(media)
                .destinationS3PresignedUrl(u ->
                    u.url(presigned(SdkHttpMethod.PUT, "in/exactly-here").toString())
                        .headers(Map.of("Content-Type", "image/png"))));
    assertThat(got.mimeType()).isEqualTo("image/png");
    assertThat(got.fileSize()).as("kilobytes").isEqualTo(3);
    assertThat(
            http.send(
                    HttpRequest.newBuilder(presigned(SdkHttpMethod.GET, "in/exactly-here")).build(),
                    HttpResponse.BodyHandlers.ofByteArray())
                .body())
        .isEqualTo(bytes);
  }

  @Test
  void aKeyInTheBucketIsAPrefix() throws Exception {
    put(presigned(SdkHttpMethod.PUT, "out/2"), new byte[10]);
    var bucket = account.path("mediaBucket").asString();
    var media =
        client
            .postWhatsAppMessageMedia(r ->
                r.originationPhoneNumberId(number())
                    .sourceS3File(f -> f.bucketName(bucket).key("out/2")))
            .mediaId();
    client.getWhatsAppMessageMedia(r ->
        r.originationPhoneNumberId(number())
            .mediaId(media)
            .destinationS3File(f -> f.bucketName(bucket).key("in/")));
    assertThat(get(presigned(SdkHttpMethod.GET, "in/" + media + ".png").toString()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void theBucketRefusesUnsignedExpiredAndDeniedCalls() throws Exception {
    var address = presigned(SdkHttpMethod.PUT, "x");
    assertThat(put(URI.create(address.toString().replaceFirst(".$", "0")), new byte[1]))
        .isEqualTo(403);
    assertThat(put(URI.create(address.toString().replaceFirst("\\?.*", "")), new byte[1]))
        .isEqualTo(403);
    assertThat(get(address.toString()).statusCode()).as("signed for PUT").isEqualTo(403);
    phone.post("/sandbox/aws/accounts/" + KEY + "/manners", "{\"deniesBucket\":true}");
    assertThat(put(address, new byte[1])).isEqualTo(403);
  }

  @Test
  void misbehavesWhenAsked() throws Exception {
    publish();
    var other = "arn:aws:sns:eu-central-1:999999999999:other";
    phone.post(
        "/sandbox/aws/accounts/" + KEY + "/manners",
        "{\"otherTopic\":\"" + other + "\",\"forgedCertificate\":\"https://evil.example/x.pem\"}");
    opened();
    var post = receiver.next();
    ObjectNode envelope = (ObjectNode) Json.read(post.body());
    assertThat(Json.text(envelope, "TopicArn")).isEqualTo(other);
    assertThat(Json.text(envelope, "SigningCertURL")).isEqualTo("https://evil.example/x.pem");
  }
}
