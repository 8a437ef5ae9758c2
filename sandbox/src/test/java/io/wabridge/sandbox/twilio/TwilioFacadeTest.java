package io.wabridge.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.content.v1.Content;
import com.twilio.rest.messaging.v2.ChannelsSender;
import com.twilio.rest.messaging.v2.TypingIndicator;
import com.twilio.security.RequestValidator;
import com.twilio.type.PhoneNumber;
import io.wabridge.sandbox.Calls;
import io.wabridge.sandbox.Receiver;
import io.wabridge.sandbox.Sandbox;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twilio's own client and its own check of signatures judge the stand-in. */
class TwilioFacadeTest {

  private static final String SID = "AC00000000000000000000000000000001";
  private static final String TOKEN = "sandbox-twilio-token";
  private static final String ROSA = "/sandbox/persons/447700900123";
  private static final PhoneNumber PERSON = new PhoneNumber("whatsapp:+447700900123");
  private static final PhoneNumber SENDER = new PhoneNumber("whatsapp:+15550100200");

  private static Sandbox sandbox;
  private Receiver receiver;
  private Calls phone;
  private TwilioRestClient client;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(0, 0);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @BeforeEach
  void register() throws Exception {
    receiver = new Receiver("");
    phone = new Calls(sandbox.whatsappUrl());
    phone.post("/sandbox/reset", "");
    phone.post("/sandbox/persons", "{\"waId\":\"447700900123\",\"name\":\"Rosa\"}");
    client = client(TOKEN);
    ChannelsSender.updater(sender().getSid())
        .setMessagingV2ChannelsSenderRequestsUpdate(
            new ChannelsSender.MessagingV2ChannelsSenderRequestsUpdate.Builder()
                .webhook(
                    new ChannelsSender.MessagingV2ChannelsSenderWebhook.Builder()
                        .callbackUrl(receiver.url() + "#rc=2&rp=5xx")
                        .callbackMethod(ChannelsSender.CallbackMethod.POST)
                        .statusCallbackUrl(receiver.url())
                        .statusCallbackMethod("POST")
                        .build())
                .build())
        .update(client);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private static TwilioRestClient client(String token) {
    return new TwilioRestClient.Builder(SID, token)
        .httpClient(new VendorClient(sandbox.whatsappUrl() + "/twilio"))
        .build();
  }

  private ChannelsSender sender() {
    return ChannelsSender.reader("whatsapp").read(client).iterator().next();
  }

  private void say(String json) throws Exception {
    assertThat(phone.post(ROSA + "/say", json).status()).isEqualTo(200);
  }

  private static Map<String, String> form(Receiver.Post post) {
    Map<String, String> form = new HashMap<>();
    for (String pair : new String(post.body(), StandardCharsets.UTF_8).split("&")) {
      String[] both = pair.split("=", 2);
      form.put(
          URLDecoder.decode(both[0], StandardCharsets.UTF_8),
          URLDecoder.decode(both[1], StandardCharsets.UTF_8));
    }
    return form;
  }

  private boolean genuine(Receiver.Post post, String url) {
    return new RequestValidator(TOKEN).validate(url, form(post), post.header("X-twilio-signature"));
  }

  @Test
  void showsAccountAndSender() {
    assertThat(Account.fetcher(SID).fetch(client).getStatus()).isEqualTo(Account.Status.ACTIVE);
    assertThat(sender().getSenderId()).isEqualTo("whatsapp:+15550100200");
    assertThat(sender().getWebhook().getCallbackUrl()).startsWith(receiver.url());
    assertThatThrownBy(() -> Account.fetcher(SID).fetch(client("wrong")))
        .isInstanceOfSatisfying(
            ApiException.class, refused -> assertThat(refused.getCode()).isEqualTo(20003));
  }

  @Test
  void postsSignedForms() throws Exception {
    say("{\"text\":\"Olá & bom dia 👋\"}");
    Receiver.Post post = receiver.next("bom");
    assertThat(genuine(post, receiver.url())).isTrue();
    assertThat(form(post))
        .containsEntry("Body", "Olá & bom dia 👋")
        .containsEntry("From", "whatsapp:+447700900123")
        .containsEntry("AccountSid", SID)
        .containsKeys("MessageSid", "ExternalUserId", "ProfileName");
  }

  @Test
  void sendsTextAndReportsWhatBecomesOfIt() throws Exception {
    say("{\"text\":\"hi\"}");
    receiver.next("hi");
    Message message =
        Message.creator(PERSON, SENDER, "Yes, it is.")
            .setStatusCallback(receiver.url() + "?ref=m-1")
            .create(client);
    assertThat(message.getStatus()).isEqualTo(Message.Status.QUEUED);
    Receiver.Post delivered = receiver.next("MessageStatus=delivered");
    assertThat(form(delivered)).containsEntry("MessageSid", message.getSid());
    assertThat(genuine(delivered, receiver.url() + "?ref=m-1")).isTrue();
    assertThat(phone.get(ROSA + "/received?atLeast=1&timeoutMs=5000").body())
        .contains("Yes, it is.");
    assertThat(Message.fetcher(message.getSid()).fetch(client).getSid())
        .isEqualTo(message.getSid());
  }

  @Test
  void reportsAClosedWindowLater() throws Exception {
    Message message = Message.creator(PERSON, SENDER, "Hello?").create(client);
    Receiver.Post failed = receiver.next("MessageStatus=undelivered");
    assertThat(form(failed))
        .containsEntry("MessageSid", message.getSid())
        .containsEntry("ErrorCode", "63016");
  }

  @ParameterizedTest
  @CsvSource({
    "447700900123, whatsapp:+15550100200, hi, 21211",
    "whatsapp:+447700900123, whatsapp:+19999999999, hi, 63007",
    "whatsapp:+15550100200, whatsapp:+15550100200, hi, 63031",
    "whatsapp:+447700900123, whatsapp:+15550100200, '', 21619"
  })
  void refusesWhatTwilioRefuses(String to, String from, String body, int code) {
    assertThatThrownBy(
            () -> Message.creator(new PhoneNumber(to), new PhoneNumber(from), body).create(client))
        .isInstanceOfSatisfying(
            ApiException.class,
            refused -> {
              assertThat(refused.getCode()).isEqualTo(code);
              assertThat(refused.getStatusCode()).isEqualTo(400);
            });
  }

  @Test
  void refusesLongBodies() {
    assertThatThrownBy(() -> Message.creator(PERSON, SENDER, "x".repeat(1601)).create(client))
        .isInstanceOfSatisfying(
            ApiException.class, refused -> assertThat(refused.getCode()).isEqualTo(21617));
  }

  @Test
  void sendsButtonsByAContent() throws Exception {
    say("{\"text\":\"hi\"}");
    var actions =
        List.of(
            new Content.QuickReplyAction.Builder("{{2}}")
                .type(Content.QuickReplyActionType.QUICK_REPLY)
                .id("{{3}}")
                .build());
    var types =
        new Content.Types.Builder()
            .twilioQuickReply(new Content.TwilioQuickReply.Builder("{{1}}", actions).build())
            .build();
    Content content =
        Content.creator(
                new Content.ContentCreateRequest.Builder("en", types)
                    .friendlyName("one_button")
                    .build())
            .create(client);
    assertThat(Content.reader().read(client)).hasSize(1);
    Message.creator(PERSON, SENDER, (String) null)
        .setContentSid(content.getSid())
        .setContentVariables("{\"1\":\"Red?\",\"2\":\"Yes\",\"3\":\"yes-1\"}")
        .create(client);
    String received = phone.get(ROSA + "/received?atLeast=1&timeoutMs=5000").body();
    assertThat(received).contains("Red?", "yes-1");
    assertThatThrownBy(() ->
            Message.creator(PERSON, SENDER, (String) null)
                .setContentSid("HX00000000000000000000000000000009")
                .create(client))
        .isInstanceOfSatisfying(
            ApiException.class, refused -> assertThat(refused.getCode()).isEqualTo(21655));
    say("{\"type\":\"button_reply\",\"id\":\"yes-1\",\"title\":\"Yes\"}");
    assertThat(form(receiver.next("ButtonPayload"))).containsEntry("ButtonPayload", "yes-1");
  }

  @Test
  void redirectsFilesToAStoreWithoutCredentials() throws Exception {
    say("{\"type\":\"image\",\"size\":5000,\"mime\":\"image/jpeg\",\"caption\":\"Look\"}");
    Map<String, String> form = form(receiver.next("MediaUrl0"));
    assertThat(form).containsEntry("NumMedia", "1").containsEntry("Body", "Look");
    Calls twilio = new Calls("");
    assertThat(twilio.get(form.get("MediaUrl0")).status()).isEqualTo(401);
    String basic = java.util.Base64.getEncoder().encodeToString((SID + ":" + TOKEN).getBytes());
    Calls.Answer answer = twilio.as("Basic " + basic).get(form.get("MediaUrl0"));
    assertThat(answer.status()).isEqualTo(307);
    String store = answer.header("Location").orElseThrow();
    assertThat(twilio.get(store).status()).isEqualTo(400);
    assertThat(new Calls("").get(store).status()).isEqualTo(200);
  }

  @Test
  void showsThatAnAgentIsTyping() throws Exception {
    say("{\"text\":\"hi\"}");
    String sid = form(receiver.next("Body=hi")).get("MessageSid");
    assertThat(
            TypingIndicator.creator(TypingIndicator.Channel.WHATSAPP, sid)
                .create(client)
                .getSuccess())
        .isTrue();
    assertThatThrownBy(
            () -> TypingIndicator.creator(TypingIndicator.Channel.WHATSAPP, "SM0").create(client))
        .isInstanceOf(ApiException.class);
  }

  @Test
  void repeatsAWebhookOnlyIfTheAddressSaysSo() throws Exception {
    receiver.answerNext(503, 503, 200);
    say("{\"text\":\"again\"}");
    Receiver.Post first = receiver.next("again");
    Receiver.Post second = receiver.next("again");
    receiver.next("again");
    assertThat(second.header("I-twilio-idempotency-token"))
        .isEqualTo(first.header("I-twilio-idempotency-token"));
  }

  @Test
  void misbehavesAsTold() throws Exception {
    behave("{\"signsPort\":true}");
    say("{\"text\":\"port\"}");
    assertThat(genuine(receiver.next("port"), receiver.url())).isTrue();
    behave("{\"signsPort\":false,\"foreignToken\":true}");
    say("{\"text\":\"foreign\"}");
    assertThat(genuine(receiver.next("foreign"), receiver.url())).isFalse();
    behave("{\"foreignToken\":false,\"repeats\":true}");
    say("{\"text\":\"twice\"}");
    receiver.next("twice");
    receiver.next("twice");
    behave("{\"repeats\":false,\"joinedOnly\":true}");
    Message.creator(PERSON, SENDER, "x").create(client);
    assertThat(form(receiver.next("undelivered"))).containsEntry("ErrorCode", "63015");
    phone.post("/sandbox/faults", "{\"operation\":\"twilio-messages\",\"kind\":\"63018\"}");
    assertThatThrownBy(() -> Message.creator(PERSON, SENDER, "x").create(client))
        .isInstanceOfSatisfying(
            ApiException.class, refused -> assertThat(refused.getCode()).isEqualTo(63018));
  }

  private void behave(String json) throws Exception {
    assertThat(phone.post("/sandbox/twilio/accounts/" + SID + "/manners", json).status())
        .isEqualTo(200);
  }
}
