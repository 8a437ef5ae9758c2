package io.wabridge.state.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Reply;
import io.wabridge.model.Content;
import io.wabridge.model.Content.Choice.Option;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.state.StateTest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person answers a question whose answers were sent as numbers. */
class OpenQuestionTests extends StateTest {

  private static final Content YES = new Content.ChoiceReply("INTENT_YES", "Sí, por favor", null);
  private static final Content NO = new Content.ChoiceReply("INTENT_NO", "No", "not now");

  private final Person ada = Person.ofWaId("44" + Math.abs(Ids.next().hashCode()));
  private String address;

  @BeforeEach
  void firstMessage() {
    address = says("hello").deskAddress();
  }

  private Arrival.Located says(String text) {
    return says("m" + Ids.next(), text, null);
  }

  private Arrival.Located says(String id, String text, @Nullable ExternalId refersTo) {
    return ledger.registerInbound(
        new Arrival(
            requests.tenant,
            requests.channel,
            requests.desk,
            ada,
            new ExternalId(id),
            "text",
            text,
            refersTo,
            true,
            Instant.now(),
            Instant.now()));
  }

  private Reply.Located question(String id) {
    return ledger.registerReply(
        new Reply(
            requests.tenant,
            requests.desk,
            address,
            null,
            new ExternalId(id),
            List.of(new Reply.Part("text", "Shall we?", null)),
            Instant.now(),
            Instant.now(),
            List.of(
                new Option("INTENT_YES", "Sí, por favor", null),
                new Option("INTENT_NO", "No", "not now")),
            Set.of()));
  }

  @Test
  void aNumberReachesTheDeskAsTheAnswer() {
    var question = Ids.next();
    question(question);

    var one = says("1");

    assertThat(one.answer()).isEqualTo(YES);
    assertThat(one.quoted()).isEqualTo(new ExternalId(question));
  }

  @Test
  void aTitleReachesTheDeskAsTheAnswer() {
    question(Ids.next());
    assertThat(says("What does it cost?").answer()).isNull();
    assertThat(says("3").answer()).isNull();
    assertThat(says(" si,  POR favor").answer()).isEqualTo(YES);
  }

  @Test
  void anAnsweredQuestionIsClosed() {
    question(Ids.next());
    assertThat(says("2.").answer()).isEqualTo(NO);
    assertThat(says("1").answer()).isNull();
  }

  @Test
  void aRepeatedMessageIsTheSameAnswer() {
    question(Ids.next());
    var id = Ids.next();

    assertThat(says(id, "2", null).answer()).isEqualTo(NO);
    assertThat(says(id, "2", null).answer()).isEqualTo(NO);
  }

  @Test
  void theAgentsNextMessageReplacesTheQuestion() {
    var question = Ids.next();
    question(question);
    ledger.registerReply(requests.reply(address, "next", 1));
    assertThat(says("1").answer()).isNull();

    question(question);
    assertThat(says("1").answer()).as("a repeated question is not open").isNull();

    var another = Ids.next();
    question(another);
    ledger.registerReply(requests.reply(address, "next", 1));
    assertThat(says("1").quoted()).as("a repeated reply replaces nothing").hasToString(another);
  }

  @Test
  void aQuestionIsOpenForADay() {
    question(Ids.next());
    db.sql("update open_questions set asked_at = now() - interval '25 hours' where tenant_id = :id")
        .param("id", requests.tenant.value())
        .update();

    assertThat(says("1").answer()).isNull();
  }

  @Test
  void anAnswerToAnotherMessageIsText() {
    question(Ids.next());

    assertThat(says(Ids.next(), "1", new ExternalId("wamid.other")).answer()).isNull();
  }

  @Test
  void storesTheAnswersEncrypted() {
    question(Ids.next());

    assertThat(
            db.sql(
                    """
                    select count(*) from open_questions where tenant_id = :id
                      and position('INTENT'::bytea in answers) = 0
                    """)
                .param("id", requests.tenant.value())
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }
}
