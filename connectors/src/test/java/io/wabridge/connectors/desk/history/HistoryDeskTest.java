package io.wabridge.connectors.desk.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.connectors.Given;
import io.wabridge.model.Content;
import io.wabridge.model.Delivery;
import io.wabridge.model.ExternalId;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookUnreadable;
import io.wabridge.testkit.contract.InfoContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryDeskTest {

  private static final Settings NONE = Settings.of(Map.of(), Map.of());

  private final HistoryDesk desk = new HistoryDesk();

  @Test
  void infoIsComplete() {
    InfoContract.check(desk);
    assertThat(desk.externalId(NONE)).isNull();
  }

  @Test
  void takesEachMessageAtOnce() {
    var message = Given.message(new Content.Text("hello"));
    assertThat(desk.deliver(message, Given.context(NONE, new Given.Tokens())))
        .isEqualTo(new Delivery.Accepted(new ExternalId(message.id().value()), null));
  }

  @Test
  void noReplyCanComeFromIt() {
    var request = Given.request(Map.of(), "{\"event\":\"message_created\"}".getBytes());
    assertThat(desk.routes()).isEmpty();
    assertThat(desk.receive(request, NONE)).isEqualTo(new Ingress.Rejected(404));
    assertThatThrownBy(() -> desk.split(request)).isInstanceOf(WebhookUnreadable.class);
  }
}
