package io.wabridge.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Fixtures;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.ChannelEvent.ConditionsChanged;
import io.wabridge.model.connector.WebhookPart;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of Meta about numbers and accounts. */
class MetaAccountTest {

  private static ChannelEvent decode(String fixture) throws Exception {
    List<WebhookPart> parts = MetaSplitter.split(Fixtures.webhook("channel/cloud/" + fixture));
    assertThat(parts).hasSize(1);
    return MetaDecoder.decode(parts.getFirst().body());
  }

  private static String began(ConditionsChanged changed) {
    return changed.began().stream()
        .map(one ->
            "%s/%s %s %s %s"
                .formatted(one.code(), one.subject(), one.severity(), one.detail(), one.until()))
        .collect(Collectors.joining("; "));
  }

  private static String ended(ConditionsChanged changed) {
    return changed.ended().stream()
        .map(one -> one.code() + (one.subject() == null ? "" : "/" + one.subject()))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      emptyValue = "",
      textBlock =
          """
          quality_flagged | QUALITY_LOW/ WARNING TIER_1K, number 15550100200 null | ''
          quality_unflagged | '' | QUALITY_LOW
          quality_downgrade | LIMIT_LOWERED/ WARNING TIER_250, number +1 555-010-0200 null; LIMIT/ INFO TIER_250, number +1 555-010-0200 null | ''
          throughput_upgrade | THROUGHPUT/ INFO THROUGHPUT_UPGRADE, number 15550100200 null | ''
          account_restriction | RESTRICTED/RESTRICTED_BIZ_INITIATED_MESSAGING CRITICAL RESTRICTED_BIZ_INITIATED_MESSAGING 2026-11-02T10:00:00Z; RESTRICTED/RESTRICTED_ADD_PHONE_NUMBER_ACTION CRITICAL RESTRICTED_ADD_PHONE_NUMBER_ACTION null | ''
          account_violation | VIOLATION/SCAM WARNING SCAM 2026-12-01T10:00:00Z | ''
          account_disabled | DISABLED/ CRITICAL November 1, 2026 null | DISABLE_PLANNED
          account_reinstated | '' | DISABLED DISABLE_PLANNED RESTRICTED VIOLATION
          partner_removed | DISCONNECTED/ CRITICAL PARTNER_REMOVED null | ''
          account_alert | PROVIDER_ALERT/PROFILE_PICTURE_LOST CRITICAL PROFILE_PICTURE_LOST, The picture was lost. null | ''
          account_alert_over | '' | PROVIDER_ALERT/PROFILE_PICTURE_LOST
          business_capability | LIMIT/ INFO 2000 null | ''
          account_review_rejected | REVIEW_REJECTED/ CRITICAL null null | REVIEW_PENDING
          name_rejected | NAME_REJECTED/ WARNING Bikes, NAME_EMPLOYEE, number 15550100200 null | ''
          pin_changed | SECURITY/PIN_CHANGED WARNING PIN_CHANGED, number 15550100200 2026-11-08T10:00:00Z | ''
          """)
  void readsConditions(String fixture, String began, String ended) throws Exception {
    ConditionsChanged changed = (ConditionsChanged) decode(fixture);
    assertThat(began(changed)).isEqualTo(began);
    assertThat(ended(changed)).isEqualTo(ended);
    assertThat(changed.at()).isEqualTo(Instant.ofEpochSecond(1793527200));
  }

  @Test
  void namesWhomItConcerns() throws Exception {
    ConditionsChanged ofNumber = (ConditionsChanged) decode("quality_downgrade");
    assertThat(ofNumber.number()).isEqualTo("15550100200");
    assertThat(ofNumber.account()).isEqualTo("700100200300400");
    ConditionsChanged ofAccount = (ConditionsChanged) decode("account_restriction");
    assertThat(ofAccount.number()).isNull();
    assertThat(((ConditionsChanged) decode("partner_removed")).account()).isEqualTo("800");
    assertThat(((ConditionsChanged) decode("account_alert")).externalId())
        .isEqualTo("900800700600500");
  }

  @Test
  void ignoresAnUnknownEventUnderItsName() throws Exception {
    assertThat(decode("account_update_of_tomorrow"))
        .isEqualTo(new ChannelEvent.Ignored("account_update.something_new"));
  }
}
