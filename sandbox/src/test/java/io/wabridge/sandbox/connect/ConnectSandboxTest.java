package io.wabridge.sandbox.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Sandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.ContactNotFoundException;
import software.amazon.awssdk.services.connect.model.IdempotencyException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.LimitExceededException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.StartChatContactRequest;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;
import software.amazon.awssdk.services.connectparticipant.model.ConflictException;
import software.amazon.awssdk.services.connectparticipant.model.ConnectionType;
import software.amazon.awssdk.services.connectparticipant.model.GetTranscriptResponse;
import software.amazon.awssdk.services.connectparticipant.model.ScanDirection;
import software.amazon.awssdk.services.connectparticipant.model.SendMessageResponse;
import software.amazon.awssdk.services.connectparticipant.model.SortKey;
import software.amazon.awssdk.services.connectparticipant.model.StartAttachmentUploadResponse;
import software.amazon.awssdk.services.connectparticipant.model.ThrottlingException;
import software.amazon.awssdk.services.connectparticipant.model.ValidationException;
import tools.jackson.databind.JsonNode;

/** The vendor's own clients understand the stand-in: answers, errors and signatures. */
class ConnectSandboxTest {

  private static final String PLAIN = "text/plain";

  private static Sandbox sandbox;
  private static HttpClient http;
  private static ConnectClient control;
  private static ConnectParticipantClient participant;
  private static JsonNode instance;

  @BeforeAll
  static void startAll() throws Exception {
    sandbox = Sandbox.start(0, 0);
    http = HttpClient.newHttpClient();
    instance = get("/sandbox/instances").at("/items/0");
    control = control(instance.path("secretAccessKey").asString());
    participant =
        ConnectParticipantClient.builder()
            .endpointOverride(URI.create(sandbox.connectUrl()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
            .build();
  }

  private static ConnectClient control(String secret) {
    return ConnectClient.builder()
        .endpointOverride(URI.create(sandbox.connectUrl()))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(instance.path("accessKeyId").asString(), secret)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
        .build();
  }

  @AfterAll
  static void stopAll() {
    participant.close();
    control.close();
    http.close();
    sandbox.close();
  }

  @BeforeEach
  void reset() throws Exception {
    post("/sandbox/reset", "{}");
    patch("{\"callsPerSecond\":1000}");
  }

  private static String id() {
    return instance.path("id").asString();
  }

  private static StartChatContactResponse started(String token) {
    return started(token, "Maria");
  }

  private static StartChatContactResponse started(String token, String name) {
    return control.startChatContact(request(token, name).build());
  }

  private static StartChatContactRequest.Builder request(String token, String name) {
    return StartChatContactRequest.builder()
        .instanceId(id())
        .contactFlowId(instance.path("flowId").asString())
        .participantDetails(p -> p.displayName(name))
        .attributes(Map.of("whatsapp_id", "5511"))
        .supportedMessagingContentTypes(PLAIN)
        .clientToken(token);
  }

  private static void streamed(String contact) {
    control.startContactStreaming(s ->
        s.instanceId(id())
            .contactId(contact)
            .clientToken("s")
            .chatStreamingConfiguration(
                c -> c.streamingEndpointArn(instance.path("topicArn").asString())));
  }

  private static String connected(StartChatContactResponse chat) {
    return participant
        .createParticipantConnection(c ->
            c.participantToken(chat.participantToken())
                .type(ConnectionType.CONNECTION_CREDENTIALS)
                .connectParticipant(true))
        .connectionCredentials()
        .connectionToken();
  }

  private static String connection() {
    StartChatContactResponse chat = started(UUID.randomUUID().toString());
    streamed(chat.contactId());
    return connected(chat);
  }

  private static SendMessageResponse said(String connection, String text, String token) {
    return participant.sendMessage(
        m -> m.connectionToken(connection).contentType(PLAIN).content(text).clientToken(token));
  }

  @Test
  void carriesAChat() throws Exception {
    assertThat(control.describeInstance(d -> d.instanceId(id())).instance().instanceAlias())
        .isEqualTo("harbour-bikes");
    StartChatContactResponse chat = started("t-1");
    assertThat(started("t-1").contactId()).as("a repeated start").isEqualTo(chat.contactId());
    assertThatThrownBy(() -> started("t-1", "Someone else"))
        .isInstanceOf(IdempotencyException.class);
    streamed(chat.contactId());
    String connection = connected(chat);
    SendMessageResponse said = said(connection, "Oi", "k-1");
    assertThat(said.id()).isNotBlank();
    assertThat(said.absoluteTime()).isNotBlank();
    assertThat(said(connection, "Oi", "k-1").id()).as("a repeated message").isEqualTo(said.id());

    String answer =
        post("/sandbox/chats/" + chat.contactId() + "/send", "{\"text\":\"Olá Maria!\"}")
            .path("messageId")
            .asString();
    post(
        "/sandbox/chats/" + chat.contactId() + "/send",
        "{\"text\":\"a note\",\"visibility\":\"AGENT\"}");
    participant.sendEvent(e ->
        e.connectionToken(connection)
            .contentType("application/vnd.amazonaws.connect.event.message.read")
            .content("{\"messageId\":\"" + answer + "\"}")
            .clientToken("k-2"));
    GetTranscriptResponse transcript =
        participant.getTranscript(t ->
            t.connectionToken(connection)
                .maxResults(1)
                .scanDirection(ScanDirection.FORWARD)
                .sortOrder(SortKey.ASCENDING));
    assertThat(transcript.transcript()).hasSize(1);
    assertThat(transcript.transcript().getFirst().content()).isEqualTo("Oi");
    GetTranscriptResponse rest =
        participant.getTranscript(
            t -> t.connectionToken(connection).maxResults(10).nextToken(transcript.nextToken()));
    assertThat(rest.transcript()).as("without the note").hasSize(1);
    assertThat(rest.transcript().getFirst().participantRoleAsString()).isEqualTo("AGENT");
    assertThat(get("/sandbox/chats/" + chat.contactId()).at("/messages/1/receipt").asString())
        .isEqualTo("read");

    control.stopContact(s -> s.instanceId(id()).contactId(chat.contactId()));
    assertThatThrownBy(() -> said(connection, "Are you there?", "k-3"))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> streamed(chat.contactId()))
        .isInstanceOf(ContactNotFoundException.class);
  }

  @Test
  void continuesOnlyAChatThatHasEnded() {
    StartChatContactResponse first = started("p-1");
    StartChatContactRequest second =
        request("p-2", "Maria")
            .persistentChat(
                p -> p.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(first.contactId()))
            .build();
    assertThatThrownBy(() -> control.startChatContact(second))
        .isInstanceOfSatisfying(
            ConnectException.class, e -> assertThat(e.statusCode()).isEqualTo(409));
    control.stopContact(s -> s.instanceId(id()).contactId(first.contactId()));
    assertThat(control.startChatContact(second).continuedFromContactId())
        .isEqualTo(first.contactId());
  }

  @Test
  void refusesWhatTheServiceRefuses() throws Exception {
    assertThatThrownBy(() -> control("wrong").describeInstance(d -> d.instanceId(id())))
        .isInstanceOfSatisfying(
            ConnectException.class,
            e ->
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException"));
    assertThatThrownBy(() -> control.describeInstance(d -> d.instanceId("other")))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(
            () -> control.startChatContact(request("x", "Maria").chatDurationInMinutes(10).build()))
        .isInstanceOf(InvalidRequestException.class);
    patch("{\"concurrentChats\":0}");
    assertThatThrownBy(() -> started("y")).isInstanceOf(LimitExceededException.class);
    patch("{\"concurrentChats\":500}");

    String connection = connection();
    assertThatThrownBy(() -> said(connection, "a".repeat(1025), "k"))
        .isInstanceOf(ValidationException.class);
    patch("{\"textBytes\":16384}");
    assertThat(said(connection, "a".repeat(16_384), "k").id()).isNotBlank();
    assertThatThrownBy(() -> said(connection, "é".repeat(8_193), "k2"))
        .isInstanceOf(ValidationException.class);
    post("/sandbox/faults", "{\"operation\":\"message\",\"kind\":\"429\"}");
    assertThatThrownBy(() -> said(connection, "Oi", "k3")).isInstanceOf(ThrottlingException.class);
  }

  @Test
  void tellsTheTokensApart() throws Exception {
    StartChatContactResponse chat = started("b-1");
    assertThatThrownBy(() -> connected(chat))
        .as("not streamed yet")
        .isInstanceOf(AccessDeniedException.class);
    streamed(chat.contactId());
    String connection = connected(chat);
    assertThatThrownBy(() -> said(chat.participantToken(), "Oi", "k"))
        .isInstanceOf(AccessDeniedException.class);
    post("/sandbox/chats/" + chat.contactId() + "/expire-connections", "{}");
    assertThatThrownBy(() -> said(connection, "Oi", "k")).isInstanceOf(AccessDeniedException.class);
    assertThat(said(connected(chat), "Oi", "k").id()).isNotBlank();
    post("/sandbox/chats/" + chat.contactId() + "/revoke-participant", "{}");
    assertThatThrownBy(() -> connected(chat)).isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void chatDiesUnlessItIsConnectedWithinFiveMinutes() throws Exception {
    StartChatContactResponse chat = started("d-1");
    streamed(chat.contactId());
    post("/sandbox/clock", "{\"seconds\":290}");
    StartChatContactResponse other = started("d-2");
    post("/sandbox/clock", "{\"seconds\":20}");
    assertThatThrownBy(() -> connected(chat)).isInstanceOf(AccessDeniedException.class);
    post("/sandbox/clock", "{\"seconds\":-310}");
    streamed(other.contactId());
    assertThat(connected(other)).isNotBlank();
  }

  @Test
  void takesAnAttachmentWithExactlyItsHeaders() throws Exception {
    String connection = connection();
    StartAttachmentUploadResponse begun =
        participant.startAttachmentUpload(a ->
            a.connectionToken(connection)
                .contentType("image/png")
                .attachmentSizeInBytes(5L)
                .attachmentName("a.png")
                .clientToken("k"));
    assertThatThrownBy(() ->
            participant.completeAttachmentUpload(c ->
                c.connectionToken(connection)
                    .attachmentIds(begun.attachmentId())
                    .clientToken("c0")))
        .isInstanceOf(ConflictException.class);
    assertThat(put(begun, false)).isEqualTo(403);
    assertThat(put(begun, true)).isEqualTo(200);
    participant.completeAttachmentUpload(
        c -> c.connectionToken(connection).attachmentIds(begun.attachmentId()).clientToken("c"));
    var file =
        participant.getAttachment(
            g -> g.connectionToken(connection).attachmentId(begun.attachmentId()));
    HttpResponse<String> bytes =
        http.send(
            HttpRequest.newBuilder(URI.create(file.url())).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(bytes.body()).isEqualTo("hello");
    for (String name : new String[] {"a.ogg", "a.webp", "a"}) {
      assertThatThrownBy(() ->
              participant.startAttachmentUpload(a ->
                  a.connectionToken(connection)
                      .contentType("audio/ogg")
                      .attachmentSizeInBytes(5L)
                      .attachmentName(name)
                      .clientToken(name)))
          .as(name)
          .isInstanceOf(ValidationException.class);
    }
  }

  private static int put(StartAttachmentUploadResponse begun, boolean exact) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(begun.uploadMetadata().url()))
            .PUT(HttpRequest.BodyPublishers.ofString("hello"));
    begun
        .uploadMetadata()
        .headersToInclude()
        .forEach((name, value) -> {
          if (!name.equals("Content-Length") && (exact || !name.equals("x-amz-acl"))) {
            request.header(name, value);
          }
        });
    return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void journalHasWhatAgentsWroteUntilTheChatEnds() throws Exception {
    StartChatContactResponse chat = started("journal");
    streamed(chat.contactId());
    String token = connected(chat);
    participant.sendMessage(m -> m.connectionToken(token).contentType(PLAIN).content("Oi"));
    JsonNode sent =
        post(
            "/sandbox/chats/" + chat.contactId() + "/send",
            "{\"attachment\":{\"filename\":\"menu.pdf\"}}");
    assertThat(sent.path("attachmentId").asString()).isNotEmpty();
    post("/sandbox/instances/" + id() + "/end-chats", "{}");
    JsonNode events = get("/sandbox/journal").path("items");
    assertThat(events.findValuesAsString("event")).containsExactly("received", "said", "ended");
    assertThat(events.path(0).path("text").asString()).isEqualTo("Oi");
    assertThat(events.path(1).path("filename").asString()).isEqualTo("menu.pdf");
    assertThat(events.path(1).path("sha256").path(0).asString()).hasSize(64);
    assertThat(events.path(2).path("conversation").asString()).isEqualTo(chat.contactId());
  }

  @Test
  void faultsMayConcernOneAccessKey() throws Exception {
    StartChatContactResponse chat = started("before");
    streamed(chat.contactId());
    String token = connected(chat);
    post(
        "/sandbox/faults",
        "{\"operation\":\"*\",\"kind\":\"UnrecognizedClientException\",\"seconds\":60,\"caller\":\"%s\"}"
            .formatted(instance.path("accessKeyId").asString()));
    assertThatThrownBy(() -> started("refused"))
        .isInstanceOfSatisfying(
            AwsServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    participant.sendMessage(m -> m.connectionToken(token).contentType(PLAIN).content("Oi"));
    post("/sandbox/faults", "{\"operation\":\"none\",\"kind\":\"500\"}");
  }

  @Test
  void servesItsPage() throws Exception {
    HttpResponse<String> page =
        http.send(
            HttpRequest.newBuilder(URI.create(sandbox.connectUrl() + "/")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Amazon Connect");
  }

  private static JsonNode get(String path) throws Exception {
    return sent(HttpRequest.newBuilder(URI.create(sandbox.connectUrl() + path)).build());
  }

  private static JsonNode post(String path, String body) throws Exception {
    return sent("POST", path, body);
  }

  private static void patch(String body) throws Exception {
    sent("PATCH", "/sandbox/settings", body);
  }

  private static JsonNode sent(String method, String path, String body) throws Exception {
    return sent(
        HttpRequest.newBuilder(URI.create(sandbox.connectUrl() + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static JsonNode sent(HttpRequest request) throws Exception {
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(new String(answer.body())).isBetween(200, 299);
    return answer.body().length == 0 ? Json.object() : Json.read(answer.body());
  }
}
