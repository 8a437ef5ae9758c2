package io.wabridge.connectors.channel.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.StubServer;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.TemplateDraft;
import io.wabridge.model.connector.TemplatesRefused;
import io.wabridge.model.template.TemplateCategory;
import io.wabridge.model.template.TemplateStatus;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Templates at Graph: read page by page, created, edited, deleted, with samples. */
class CloudTemplatesTest {

  private static final TemplateDraft DRAFT =
      new TemplateDraft(
          "ride_offer",
          "en_GB",
          TemplateCategory.UTILITY,
          false,
          "[{\"type\":\"BODY\",\"text\":\"Hello.\"}]",
          null);

  private final OutboundHttp http = new OutboundHttp(Given.LOOPBACK);
  private final CloudChannel channel = new CloudChannel(http);
  private StubServer graph;

  @BeforeEach
  void start() throws IOException {
    graph = new StubServer();
  }

  @AfterEach
  void stop() throws IOException {
    graph.close();
    http.close();
  }

  private Context context() {
    return Given.context(Given.number(graph.url()), new Given.Tokens());
  }

  @Test
  void readsPages() throws Exception {
    var one = "{\"id\":\"%d\",\"name\":\"t%d\",\"language\":\"es\",\"status\":\"PENDING\"}";
    graph.then(
        200,
        "{\"data\":[%s],\"paging\":{\"cursors\":{\"after\":\"MQ==\"},\"next\":\"https://x\"}}"
            .formatted(one.formatted(1, 1)));
    graph.then(
        200,
        "{\"data\":[%s,{\"id\":\"3\"}],\"paging\":{\"cursors\":{\"after\":\"Mg==\"}}}"
            .formatted(one.formatted(2, 2)));

    var first = channel.templates(null, context());
    assertThat(first.templates())
        .singleElement()
        .satisfies(read -> {
          assertThat(read.name()).isEqualTo("t1");
          assertThat(read.status()).isEqualTo(TemplateStatus.PENDING);
        });
    var second = channel.templates(first.next(), context());
    assertThat(second.templates()).hasSize(1);
    assertThat(second.next()).isNull();
    assertThat(graph.asked.getFirst().path()).isEqualTo("/v26.0/700/message_templates");
    assertThat(graph.asked.get(1).query()).contains("after=MQ==");
  }

  @Test
  void createsEditsAndDeletes() throws Exception {
    graph
        .then(200, "{\"id\":\"81\",\"status\":\"PENDING\",\"category\":\"MARKETING\"}")
        .then(200, "{\"success\":true}")
        .then(200, "{\"success\":true}");
    var made = channel.create(DRAFT, context());
    assertThat(made.id()).isEqualTo("81");
    assertThat(made.category()).isEqualTo(TemplateCategory.MARKETING);
    assertThat(made.form().body()).isEqualTo("Hello.");
    assertThat(graph.asked.getFirst().body())
        .contains("\"name\":\"ride_offer\"", "\"parameter_format\":\"POSITIONAL\"");

    channel.edit("81", DRAFT, context());
    assertThat(graph.asked.get(1).path()).isEqualTo("/v26.0/81");
    assertThat(graph.asked.get(1).body()).doesNotContain("\"name\"");

    channel.delete("81", "ride_offer", context());
    assertThat(graph.asked.get(2).method()).isEqualTo("DELETE");
    assertThat(graph.asked.get(2).query()).isEqualTo("name=ride_offer&hsm_id=81");
  }

  @Test
  void repeatsMetasWordsForTheTenant() {
    graph.then(
        400,
        """
        {"error":{"message":"Invalid parameter","code":100,"error_subcode":2388024,
         "error_user_title":"Exists already","error_user_msg":"Use another name."}}
        """);
    assertThatThrownBy(() -> channel.create(DRAFT, context()))
        .isInstanceOfSatisfying(
            TemplatesRefused.class,
            refused -> {
              assertThat(refused).hasMessage("Exists already: Use another name.");
              assertThat(refused.later()).isFalse();
            });
  }

  @Test
  void uploadsASample() throws Exception {
    graph
        .then(200, "{\"data\":{\"app_id\":\"500\",\"is_valid\":true}}")
        .then(200, "{\"id\":\"upload:MTph?sig=ARZ\"}")
        .then(200, "{\"h\":\"4::aW1n:DEMO\"}");
    var stored = new MediaRef.Stored("b", "k", 3, "ab".repeat(32));
    var handle =
        channel.uploadSample(
            Given.file(MediaKind.IMAGE, "image/png", "a.png", null, 3), stored, context());
    assertThat(handle).isEqualTo("4::aW1n:DEMO");
    assertThat(graph.asked.get(1).path()).isEqualTo("/v26.0/500/uploads");
    assertThat(graph.asked.get(1).query()).contains("file_length=3", "file_type=image/png");
    assertThat(graph.asked.get(2).path()).isEqualTo("/v26.0/upload:MTph");
    assertThat(graph.asked.get(2).query()).isEqualTo("sig=ARZ");
    assertThat(graph.asked.get(2).headers().getFirst("file_offset")).isEqualTo("0");
    assertThat(graph.asked.get(2).body()).isEqualTo("aaa");
  }
}
