package io.wabridge.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Fixtures;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Person;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.WebhookPart;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Which contact entry of a webhook is the sender's. */
class MetaPeopleTest {

  private static final String ENDPOINT = "900800700600500";

  private static WebhookPart part(String event, String contacts) throws Exception {
    List<WebhookPart> parts =
        MetaSplitter.split(
            Fixtures.webhookOf(
                """
                {"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages",
                  "value":{"metadata":{"phone_number_id":"%s"},"contacts":[%s],%s}}]}]}
                """
                    .formatted(ENDPOINT, contacts, event)));
    assertThat(parts).hasSize(1);
    return parts.getFirst();
  }

  private static String contact(@Nullable String number, @Nullable String userId) {
    ObjectNode contact = OutsideJson.object();
    contact.putObject("profile").put("name", "Name of " + (userId != null ? userId : number));
    ids(contact, "wa_id", number, "user_id", userId);
    return OutsideJson.write(contact);
  }

  private static String text(@Nullable String number, @Nullable String userId) {
    ObjectNode message = OutsideJson.object();
    message.put("id", "wamid.a").put("type", "text").put("timestamp", "1793527200");
    message.putObject("text").put("body", "hello");
    ids(message, "from", number, "from_user_id", userId);
    return "\"messages\":[" + OutsideJson.write(message) + "]";
  }

  private static void ids(
      ObjectNode node,
      String numberName,
      @Nullable String number,
      String userIdName,
      @Nullable String userId) {
    if (number != null) {
      node.put(numberName, number);
    }
    if (userId != null) {
      node.put(userIdName, userId);
    }
  }

  private static Person sender(WebhookPart part) throws Exception {
    return ((ChannelEvent.PersonMessage) MetaDecoder.decode(part.body())).person();
  }

  @Test
  void contactEntryOfAnotherPersonIsNotTheSender() throws Exception {
    WebhookPart part =
        MetaSplitter.split(Fixtures.webhook("channel/cloud/edit_with_contact_of_another"))
            .getFirst();

    assertThat(sender(part)).isEqualTo(Person.ofWaId("447700900456"));
    assertThat(part.conversationKey()).isEqualTo(ENDPOINT + ":447700900456");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # from, from_user_id, wa_id, user_id of the contact; number, user id, name of the person
          447, GB.1, 447, GB.1, 447, GB.1, Name of GB.1
          447, -, 447, GB.1, 447, GB.1, Name of GB.1
          +447, -, 447, GB.1, 447, GB.1, Name of GB.1
          -, GB.1, 447, GB.1, 447, GB.1, Name of GB.1
          447, GB.1, 447, -, 447, GB.1, Name of 447
          447, GB.1, -, GB.1, 447, GB.1, Name of GB.1
          GB.1, -, 447, GB.1, 447, GB.1, Name of GB.1
          448, -, 447, GB.1, 448, -, -
          448, GB.1, 447, GB.1, 448, GB.1, -
          447, GB.2, 447, GB.1, 447, GB.2, -
          448, GB.2, 447, GB.1, 448, GB.2, -
          -, GB.2, 447, GB.1, -, GB.2, -
          -, GB.2, 447, -, -, GB.2, -
          448, -, -, GB.1, 448, -, -
          -, -, 447, GB.1, -, -, -
          """)
  void onlyAContactEntryThatNamesTheSenderJoinsIds(
      String from,
      String fromUserId,
      String waId,
      String contactUserId,
      String number,
      String userId,
      String name)
      throws Exception {
    WebhookPart part = part(text(from, fromUserId), contact(waId, contactUserId));

    assertThat(sender(part)).isEqualTo(new Person(userId, null, number, null, name));
    if (userId != null || number != null) {
      assertThat(part.conversationKey())
          .isEqualTo(ENDPOINT + ":" + (userId != null ? userId : number));
    }
  }

  @Test
  void contactEntriesThatContradictEachOtherJoinNothing() throws Exception {
    String twoOwners = contact("447", "GB.1") + "," + contact("447", "GB.2");
    assertThat(sender(part(text("447", null), twoOwners))).isEqualTo(Person.ofWaId("447"));
    assertThat(part(text("447", null), twoOwners).conversationKey()).isEqualTo(ENDPOINT + ":447");
    assertThat(sender(part(text("447", "GB.2"), twoOwners)).name()).isEqualTo("Name of GB.2");

    String twoNumbers = contact("447", "GB.1") + "," + contact("448", "GB.1");
    assertThat(sender(part(text(null, "GB.1"), twoNumbers))).isEqualTo(Person.ofBsuid("GB.1"));
    assertThat(sender(part(text("448", "GB.1"), twoNumbers)).waId()).isEqualTo("448");
  }

  @Test
  void statusIsNotOfThePersonOfAnotherContactEntry() throws Exception {
    WebhookPart part =
        part(
            "\"statuses\":[{\"id\":\"wamid.b\",\"status\":\"sent\",\"recipient_id\":\"448\"}]",
            contact("447", "GB.1"));

    assertThat(part.conversationKey()).isEqualTo(ENDPOINT + ":448");
    assertThat(((ChannelEvent.StatusUpdate) MetaDecoder.decode(part.body())).person())
        .isEqualTo(Person.ofWaId("448"));
  }

  @Test
  void newUserIdOfAChangedNumberIsNotTheFormerOne() throws Exception {
    WebhookPart part =
        part(
            """
            "messages":[{"from":"447","from_user_id":"GB.2","id":"wamid.c","type":"system",
              "system":{"type":"user_changed_number","wa_id":"448","user_id":"GB.2"}}]
            """,
            "");

    ChannelEvent.IdentityChanged renamed =
        (ChannelEvent.IdentityChanged) MetaDecoder.decode(part.body());
    assertThat(renamed.before()).isEqualTo(Person.ofWaId("447"));
    assertThat(renamed.now()).isEqualTo(new Person("GB.2", null, "448", null, null));
  }
}
