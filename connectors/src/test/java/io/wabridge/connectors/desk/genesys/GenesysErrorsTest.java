package io.wabridge.connectors.desk.genesys;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Delivery;
import io.wabridge.model.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GenesysErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | bad.request | Never | CONTENT_REFUSED
          400 | | Never | CONTENT_REFUSED
          401 | bad.credentials | Token | AUTH
          403 | missing.any.permissions | Never | DESK_PERMISSION
          403 | not.authorized | Never | DESK_PERMISSION
          403 | | Never | FORBIDDEN
          404 | not.found | Never | DESK_INTEGRATION_GONE
          404 | conversation.error.conversation.not.found | Never | DESK_CONVERSATION_GONE
          408 | request.timeout | Unknown | OTHER_SIDE
          409 | | Never | CONTENT_REFUSED
          413 | | Never | MEDIA_SIZE
          415 | unsupported.media.type | Never | INTERNAL
          429 | too.many.requests.retry.after | Later | RATE_DESK_TOKEN
          500 | internal.server.error | Unknown | OTHER_SIDE
          503 | service.unavailable | Later | UNAVAILABLE
          504 | authentication.request.timeout | Unknown | OTHER_SIDE
          599 | | Unknown | OTHER_SIDE
          302 | | Never | BAD_ADDRESS
          """)
  void mapsGenesysAnswers(int status, String code, String meaning, Reason reason) {
    Meaning found = GenesysErrors.meaning(reply(status, code, null));
    assertThat(found.getClass().getSimpleName()).isEqualTo(meaning);
    assertThat(found.reason()).isEqualTo(reason);
  }

  @Test
  void waitsAsLongAsRetryAfter() {
    assertThat(GenesysErrors.outcome(reply(429, "", Duration.ofSeconds(42))))
        .isInstanceOfSatisfying(
            Delivery.Deferred.class,
            deferred -> assertThat(deferred.after()).isEqualTo(Duration.ofSeconds(42)));
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonHasACodeOfGenesys(Reason reason) {
    assertThat(GenesysReceiptCode.of(reason)).matches("[A-Z][A-Za-z]+");
  }

  private static GenesysReply reply(int status, String code, Duration retryAfter) {
    var body = OutsideJson.object();
    if (code != null && !code.isEmpty()) {
      body.put("code", code);
    }
    return new GenesysReply(status, body, retryAfter, null);
  }
}
