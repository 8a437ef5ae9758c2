package io.wabridge.state.ledger;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.Reply;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.Content;
import io.wabridge.model.Content.Choice.Option;
import io.wabridge.model.ConversationId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.TenantId;
import io.wabridge.state.message.References;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last question of each conversation whose answers were sent as numbers. The person's messages
 * of the next 24 hours can answer it, until the agent writes again.
 */
@Repository
class OpenQuestions {

  /** Longer messages are no answers. */
  private static final int LONGEST = 40;

  private final JdbcClient db;
  private final FieldEncryption encryption;
  private final JsonMapper json;

  OpenQuestions(JdbcClient db, FieldEncryption encryption, JsonMapper json) {
    this.db = db;
    this.encryption = encryption;
    this.json = json;
  }

  /** A message that chose an answer. */
  record Answered(ExternalId question, Content answer) {}

  private record Open(ExternalId question, List<Option> answers) {}

  /** A message of the agent replaces the question before it. */
  void replace(Reply reply, ConversationId conversation) {
    if (reply.numbered().isEmpty()) {
      db.sql("delete from open_questions where conversation_id = :conversation")
          .param("conversation", conversation.value())
          .update();
      return;
    }
    db.sql(
            """
            insert into open_questions (conversation_id, tenant_id, desk_message_id, answers)
            values (:conversation, :tenant, :question, :answers)
            on conflict (conversation_id) do update
            set desk_message_id = excluded.desk_message_id, answers = excluded.answers,
                asked_at = now(), answered_by = null
            """)
        .param("conversation", conversation.value())
        .param("tenant", reply.tenant().value())
        .param("question", reply.externalId().value())
        .param(
            "answers",
            encryption.encrypt(
                json.writeValueAsString(reply.numbered()),
                associatedData(reply.tenant(), conversation)))
        .update();
  }

  /**
   * The answer that a message chose; a repeated message chooses it again.
   *
   * @param quoted the message that it refers to; an answer refers to its question or to nothing
   */
  Optional<Answered> answer(
      Arrival arrival, Conversation conversation, References.@Nullable Quoted quoted) {
    var text = arrival.excerpt();
    if (!arrival.kind().equals("text") || text == null || text.length() > LONGEST) {
      return Optional.empty();
    }
    return find(arrival, conversation)
        .filter(open ->
            arrival.refersTo() == null || quoted != null && open.question().equals(quoted.atDesk()))
        .flatMap(open ->
            ChosenAnswer.in(open.answers(), text)
                .map(option ->
                    new Answered(
                        open.question(),
                        new Content.ChoiceReply(
                            option.id(), option.title(), option.description()))))
        .map(answered -> {
          close(arrival, conversation);
          return answered;
        });
  }

  private Optional<Open> find(Arrival arrival, Conversation conversation) {
    return db.sql(
            """
            select desk_message_id, answers from open_questions
            where conversation_id = :conversation and tenant_id = :tenant
              and asked_at > now() - interval '24 hours'
              and coalesce(answered_by = :message, true)
            """)
        .param("conversation", conversation.id().value())
        .param("tenant", arrival.tenant().value())
        .param("message", arrival.externalId().value())
        .query((row, _) ->
            new Open(
                new ExternalId(row.getString("desk_message_id")),
                Arrays.asList(
                    json.readValue(
                        encryption.decrypt(
                            row.getBytes("answers"),
                            associatedData(arrival.tenant(), conversation.id())),
                        Option[].class))))
        .optional();
  }

  private void close(Arrival arrival, Conversation conversation) {
    db.sql(
            """
            update open_questions set answered_by = :message where conversation_id = :conversation
            """)
        .param("message", arrival.externalId().value())
        .param("conversation", conversation.id().value())
        .update();
  }

  private static String associatedData(TenantId tenant, ConversationId conversation) {
    return tenant + "|open_questions|" + conversation;
  }
}
