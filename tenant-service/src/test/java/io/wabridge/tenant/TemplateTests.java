package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.Templates.Listed;
import io.wabridge.model.connector.ChannelEvent.TemplateChanged;
import io.wabridge.model.template.Template;
import io.wabridge.model.template.TemplateCategory;
import io.wabridge.model.template.TemplateForm;
import io.wabridge.model.template.TemplateQuality;
import io.wabridge.model.template.TemplateStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Templates are kept by account, shown to their tenant only, and changed by reports. */
class TemplateTests extends TenantServiceTest {

  private String tenant;
  private String account;

  @BeforeEach
  void onboard() {
    tenant = tenant();
    account = number();
  }

  private String channelOf(String owner) {
    return post(
            TENANTS + "/" + owner + "/channels",
            """
            {"name":"Support","kind":"cloud","settings":{"phoneNumberId":"%s","accountId":"%s",
             "accessToken":"EAAG-token","appSecret":"app-s3cret"}}
            """
                .formatted(number(), account))
        .text("id");
  }

  private Template template(String name, TemplateStatus status) {
    return new Template(
        account + name,
        name,
        "en_GB",
        TemplateCategory.UTILITY,
        status,
        TemplateQuality.GREEN,
        null,
        null,
        TemplateForm.ofBody("Hi {{1}}, welcome."),
        "[{\"type\":\"BODY\",\"text\":\"Hi {{1}}, welcome.\"}]");
  }

  private Answer replace(String channel, Template... templates) {
    var answer =
        send(
            "PUT",
            "/internal/channels/" + channel + "/templates",
            json.writeValueAsString(new Listed(List.of(templates))));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private List<String> names(String path) {
    return get(path)
        .json()
        .path("items")
        .valueStream()
        .map(one -> one.path("name").asString())
        .toList();
  }

  private String all() {
    return TENANTS + "/" + tenant + "/templates";
  }

  @Test
  void keepsWhatTheProviderHas() {
    var channel = channelOf(tenant);
    var first =
        replace(
            channel,
            template("one", TemplateStatus.APPROVED),
            template("two", TemplateStatus.PENDING));
    assertThat(first.json().path("added").asInt()).isEqualTo(2);
    assertThat(names(all())).containsExactlyInAnyOrder("one", "two");
    assertThat(names(all() + "?status=PENDING")).containsExactly("two");
    assertThat(names(all() + "?name=on&language=en-GB")).containsExactly("one");
    assertThat(names(all() + "?channel=" + channel)).hasSize(2);
    assertThat(names(all() + "?language=es")).isEmpty();
    var id = get(all() + "?name=one").json().at("/items/0/id").asString();

    var second = replace(channel, template("one", TemplateStatus.PAUSED));
    assertThat(second.json().path("changed").asInt()).isEqualTo(1);
    assertThat(second.json().path("removed").asInt()).isEqualTo(1);
    var shown = get(all() + "/" + id).json();
    assertThat(shown.path("status").asString()).isEqualTo("PAUSED");
    assertThat(shown.path("sendable").asBoolean()).isFalse();
    assertThat(shown.at("/components/0/type").asString()).isEqualTo("BODY");
    assertThat(shown.at("/preview/body").asString()).isEqualTo("Hi {{1}}, welcome.");
  }

  @Test
  void pagesHaveCursors() {
    replace(
        channelOf(tenant),
        template("one", TemplateStatus.APPROVED),
        template("two", TemplateStatus.APPROVED),
        template("three", TemplateStatus.APPROVED));
    var first = get(all() + "?limit=2").json();
    assertThat(first.path("items")).hasSize(2);
    var second = get(all() + "?limit=2&cursor=" + first.path("next").asString()).json();
    assertThat(second.path("items")).hasSize(1);
    assertThat(second.has("next")).isFalse();
  }

  @Test
  void previewsValuesAndTheirProblems() {
    replace(channelOf(tenant), template("one", TemplateStatus.APPROVED));
    var id = get(all()).json().at("/items/0/id").asString();
    var good = post(all() + "/" + id + "/preview", "{\"body\":[\"Rosa\"]}").json();
    assertThat(good.path("text").asString()).isEqualTo("Hi Rosa, welcome.");
    assertThat(good.path("problems")).isEmpty();
    var bad = post(all() + "/" + id + "/preview", "{\"body\":[]}").json();
    assertThat(bad.path("problems")).hasSize(1);
  }

  @Test
  void anotherTenantSeesNothing() {
    replace(channelOf(tenant), template("one", TemplateStatus.APPROVED));
    var id = get(all()).json().at("/items/0/id").asString();
    var stranger = tenant();
    channelOf(stranger);
    assertThat(names(TENANTS + "/" + stranger + "/templates")).isEmpty();
    assertThat(get(TENANTS + "/" + stranger + "/templates/" + id).status()).isEqualTo(404);
  }

  private void report(String channel, TemplateStatus status, Instant at) {
    var change =
        new TemplateChanged(
            account,
            account + "one",
            "one",
            "en_GB",
            status,
            "because",
            null,
            null,
            null,
            false,
            at);
    var answer =
        post(
            "/internal/channels/" + channel + "/templates/changed",
            json.writeValueAsString(change));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void reportsChangeTheStatusOnceAndInOrder() {
    var channel = channelOf(tenant);
    replace(channel, template("one", TemplateStatus.APPROVED));
    var now = Instant.now();
    report(channel, TemplateStatus.PAUSED, now);
    var shown = get(all()).json().at("/items/0");
    assertThat(shown.path("status").asString()).isEqualTo("PAUSED");
    assertThat(shown.path("reason").asString()).isEqualTo("because");
    report(channel, TemplateStatus.APPROVED, now.minusSeconds(60));
    assertThat(get(all()).json().at("/items/0/status").asString()).isEqualTo("PAUSED");
  }

  /** All that are due: the accounts of other tests' channels may fill the first batches. */
  private List<String> due() {
    return Stream.generate(this::dueBatch)
        .takeWhile(batch -> !batch.isEmpty())
        .flatMap(List::stream)
        .toList();
  }

  private List<String> dueBatch() {
    return post("/internal/templates/due", "")
        .json()
        .valueStream()
        .map(one -> one.asString())
        .toList();
  }

  @Test
  void anAccountIsDueOnceForAllItsChannels() {
    var first = channelOf(tenant);
    var second = channelOf(tenant);
    assertThat(due()).contains(first).doesNotContain(second);
    assertThat(due()).doesNotContain(first);
    replace(first);
    report(first, TemplateStatus.APPROVED, Instant.now());
    assertThat(due()).as("an unknown template is read").contains(first);
  }

  @Test
  void aChannelWithTemplatesCanBeDeleted() {
    var channel = channelOf(tenant);
    replace(channel, template("one", TemplateStatus.APPROVED));
    assertThat(send("DELETE", TENANTS + "/" + tenant + "/channels/" + channel, "").status())
        .isEqualTo(204);
    assertThat(names(all())).isEmpty();
  }
}
