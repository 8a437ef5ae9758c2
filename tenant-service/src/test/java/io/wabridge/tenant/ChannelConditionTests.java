package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wabridge.model.ChannelCondition;
import io.wabridge.model.ChannelCondition.Code;
import io.wabridge.model.ChannelCondition.Ended;
import io.wabridge.model.connector.ChannelEvent.ConditionsChanged;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a provider reports about numbers and accounts is shown at their channels. */
class ChannelConditionTests extends TenantServiceTest {

  private final Instant now = Instant.now();
  private String tenant;

  @BeforeEach
  void onboard() {
    tenant = tenant();
  }

  private String channel(String owner, String account, String phoneNumber) {
    return post(
            TENANTS + "/" + owner + "/channels",
            """
            {"name":"Support","kind":"cloud","settings":{"phoneNumberId":"%s","accountId":"%s",
             "phoneNumber":%s,"accessToken":"EAAG-token","appSecret":"app-s3cret"}}
            """
                .formatted(
                    number(), account, phoneNumber == null ? "null" : '"' + phoneNumber + '"'))
        .text("id");
  }

  private void reports(String receiver, ConditionsChanged changed) {
    var answer =
        post("/internal/channels/" + receiver + "/conditions", json.writeValueAsString(changed));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static ConditionsChanged flagged(String account, String number, Instant at) {
    return new ConditionsChanged(
        account,
        null,
        number,
        List.of(new ChannelCondition(Code.QUALITY_LOW, "", "TIER_1K")),
        List.of(),
        at);
  }

  private static ConditionsChanged unflagged(String account, String number, Instant at) {
    return new ConditionsChanged(
        account, null, number, List.of(), List.of(new Ended(Code.QUALITY_LOW, null)), at);
  }

  private static ConditionsChanged restricted(String account, Instant at, Instant until) {
    return new ConditionsChanged(
        account,
        null,
        null,
        List.of(new ChannelCondition(Code.RESTRICTED, "BIZ", "BIZ").endingAt(until)),
        List.of(),
        at);
  }

  private JsonNode conditions(String owner, String channel) {
    return get(TENANTS + "/" + owner + "/channels/" + channel).json().path("conditions");
  }

  private List<String> codes(String channel) {
    return conditions(tenant, channel).values().stream()
        .map(one -> one.path("code").asString())
        .toList();
  }

  @Test
  void qualityAndRestriction() {
    var channel = channel(tenant, "700", "15550100200");
    var until = now.plus(Duration.ofDays(1));
    reports(channel, flagged("700", "15550100200", now.minusSeconds(60)));
    reports(channel, restricted("700", now.minusSeconds(30), until));

    var shown = conditions(tenant, channel);
    assertThat(codes(channel)).containsExactly("RESTRICTED", "QUALITY_LOW");
    assertThat(shown.path(0).path("severity").asString()).isEqualTo("CRITICAL");
    assertThat(Instant.parse(shown.path(0).path("until").asString()))
        .isCloseTo(until, within(1, ChronoUnit.SECONDS));
    assertThat(shown.path(0).path("action").asString()).contains("request a review");
    assertThat(shown.path(1).path("detail").asString()).isEqualTo("TIER_1K");
    assertThat(shown.path(1).path("since").asString()).isNotEmpty();
    assertThat(get("/internal/directory").body()).contains("QUALITY_LOW");
    assertThat(
            get(TENANTS + "/" + tenant + "/channels")
                .json()
                .at("/items/0/conditions/0/code")
                .asString())
        .isEqualTo("RESTRICTED");

    reports(channel, unflagged("700", "15550100200", now));
    assertThat(codes(channel)).containsExactly("RESTRICTED");
  }

  @Test
  void aRestrictionEndsWithItsTime() {
    var channel = channel(tenant, "700", null);
    reports(channel, restricted("700", now.minusSeconds(60), now.minusSeconds(1)));
    assertThat(codes(channel)).isEmpty();
  }

  @Test
  void anAccountConcernsAllItsChannels() {
    var receiver = channel(tenant, "700", "15550100200");
    var sibling = channel(tenant, "700", "15550100201");
    var other = channel(tenant, "701", "15550100202");
    reports(receiver, restricted("700", now, null));
    reports(receiver, flagged("700", "15550100201", now));

    assertThat(codes(receiver)).containsExactly("RESTRICTED");
    assertThat(codes(sibling)).containsExactly("RESTRICTED", "QUALITY_LOW");
    assertThat(codes(other)).isEmpty();
  }

  @Test
  void anotherTenantsChannelsAreNotTouched() {
    var receiver = channel(tenant, "700", "15550100200");
    var stranger = tenant();
    var theirs = channel(stranger, "700", "15550100203");
    reports(receiver, restricted("700", now, null));
    reports(receiver, restricted("999", now, null));

    assertThat(codes(receiver)).containsExactly("RESTRICTED");
    assertThat(conditions(stranger, theirs)).isEmpty();
  }

  @Test
  void aLateReportChangesNothing() {
    var channel = channel(tenant, "700", null);
    reports(channel, flagged("700", "1", now.minusSeconds(60)));
    reports(channel, unflagged("700", "1", now));
    reports(channel, flagged("700", "1", now.minusSeconds(60)));
    assertThat(codes(channel)).isEmpty();
    reports(channel, flagged("700", "1", now.plusSeconds(60)));
    reports(channel, unflagged("700", "1", now));
    assertThat(codes(channel)).containsExactly("QUALITY_LOW");
  }

  @Test
  void aChannelWithConditionsCanBeDeleted() {
    var channel = channel(tenant, "700", null);
    reports(channel, flagged("700", "1", now));
    assertThat(send("DELETE", TENANTS + "/" + tenant + "/channels/" + channel, "").status())
        .isEqualTo(204);
  }
}
