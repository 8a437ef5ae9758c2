package io.wabridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wabridge.model.Delivery;
import io.wabridge.model.Direction;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Message;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.MarksRead;
import io.wabridge.model.connector.ShowsTyping;
import io.wabridge.model.connector.UploadsMedia;
import io.wabridge.model.connector.WebhookUnreadable;
import io.wabridge.testkit.contract.MisbehavingServer.Answer;
import io.wabridge.testkit.contract.MisbehavingServer.Request;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract of every connector of a WhatsApp provider. */
public abstract class ChannelContract extends ConnectorContract<ChannelConnector> {

  private static final ExternalId READ = new ExternalId("wamid.READ");

  protected ChannelContract() {
    super(Direction.OUTBOUND);
  }

  /** The product's answer to an accepted file, with status 200. */
  protected String uploaded() {
    return "{\"id\":\"file-1\"}";
  }

  /** The product's answer to a read mark, with status 200. */
  protected String marked() {
    return "{\"success\":true}";
  }

  /** The text of a request that contains the message, if the product wraps it. */
  protected String message(Request request) {
    return request.body();
  }

  @Override
  final Delivery deliver(Message message, Context context) {
    return connector().deliver(message, context);
  }

  @Override
  final Object decode(String part) throws WebhookUnreadable {
    return connector().decode(part);
  }

  @Test
  void uploadsAFileAndRefersToIt() {
    assumeTrue(connector() instanceof UploadsMedia, "uploads nothing");
    server().answers(200, uploaded());
    var upload = withoutSecrets(((UploadsMedia) connector()).upload(picture(), context()));
    assertThat(upload).isInstanceOf(Delivery.Accepted.class);
    var file = ((Delivery.Accepted) upload).id();
    server().answers(200, accepted());
    assertThat(deliver(picture(), context().withUploaded(file)))
        .isInstanceOf(Delivery.Accepted.class);
    assertThat(message(server().requests().getLast())).contains(file.value());
  }

  @Test
  void failedUploadIsNotUncertain() {
    assumeTrue(connector() instanceof UploadsMedia, "uploads nothing");
    for (var answer : List.of(Answer.of(500, ""), new Answer.Silence(), new Answer.Reset())) {
      server().behave(_ -> answer);
      assertThat(withoutSecrets(((UploadsMedia) connector()).upload(picture(), context())))
          .as(answer.toString())
          .isInstanceOf(Delivery.Deferred.class);
    }
    server().answers(413, "");
    assertThat(withoutSecrets(((UploadsMedia) connector()).upload(picture(), context())))
        .isInstanceOf(Delivery.Refused.class);
  }

  @Test
  void marksAsRead() {
    assumeTrue(connector() instanceof MarksRead, "marks nothing as read");
    server().answers(200, marked());
    assertThat(mark()).isInstanceOf(Delivery.Accepted.class);
    server().answers(400, "{}");
    assertThat(mark()).isInstanceOf(Delivery.Refused.class);
    server().behave(_ -> new Answer.Http(429, Map.of(), "{}"));
    assertThat(mark()).isInstanceOf(Delivery.Deferred.class);
    server().behave(_ -> new Answer.Reset());
    assertThat(mark()).as("may be repeated").isInstanceOf(Delivery.Deferred.class);
  }

  @Test
  void showsTyping() {
    assumeTrue(connector() instanceof ShowsTyping, "does not show that an agent is typing");
    server().answers(200, marked());
    assertThat(typing()).isInstanceOf(Delivery.Accepted.class);
    server().answers(400, "{}");
    assertThat(typing()).isInstanceOf(Delivery.Refused.class);
    server().behave(_ -> new Answer.Reset());
    assertThat(typing()).as("may be repeated").isInstanceOf(Delivery.Deferred.class);
  }

  private Delivery typing() {
    return withoutSecrets(((ShowsTyping) connector()).showTyping(READ, context()));
  }

  private Delivery mark() {
    return withoutSecrets(((MarksRead) connector()).markRead(READ, context()));
  }
}
