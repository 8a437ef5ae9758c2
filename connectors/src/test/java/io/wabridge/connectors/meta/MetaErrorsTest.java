package io.wabridge.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Meaning;
import io.wabridge.model.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          190 | 0 | 401 | Token | AUTH
          190 | 463 | 401 | Token | TOKEN_EXPIRED
          190 | 460 | 401 | Token | TOKEN_REVOKED
          190 | 99 | 401 | Token | AUTH
          0 | 0 | 401 | Token | AUTH
          104 | 0 | 400 | Never | TOKEN_MISSING
          2500 | 0 | 400 | Never | API_ADDRESS
          1 | 0 | 400 | Unknown | OTHER_SIDE
          2 | 0 | 503 | Unknown | OTHER_SIDE
          131000 | 0 | 500 | Unknown | OTHER_SIDE
          4 | 0 | 400 | Later | RATE_APP
          80007 | 0 | 400 | Later | RATE_APP
          130429 | 0 | 500 | Later | RATE_NUMBER
          131056 | 0 | 400 | Later | RATE_PAIR
          131048 | 0 | 400 | Later | RATE_QUALITY
          131208 | 0 | 429 | Later | RATE_LIMITED
          131016 | 0 | 500 | Later | UNAVAILABLE
          131057 | 0 | 500 | Later | NUMBER_MAINTENANCE
          133004 | 0 | 503 | Later | UNAVAILABLE
          10 | 0 | 403 | Never | PERMISSION_MISSING
          250 | 0 | 403 | Never | PERMISSION_MISSING
          131005 | 0 | 403 | Never | PERMISSION_MISSING
          100 | 0 | 400 | Never | CONTENT_REFUSED
          100 | 33 | 400 | Never | BAD_ADDRESS
          131009 | 0 | 500 | Never | CONTENT_REFUSED
          131026 | 0 | 400 | Never | NOT_ON_WHATSAPP
          131031 | 0 | 403 | Never | ACCOUNT_LOCKED
          131042 | 0 | 400 | Never | BILLING
          131047 | 0 | 400 | Never | WINDOW_CLOSED
          131049 | 0 | 400 | Never | RECIPIENT_CAP
          131050 | 0 | 400 | Never | OPTED_OUT
          131051 | 0 | 400 | Never | UNSUPPORTED
          131052 | 0 | 400 | Never | MEDIA_GONE
          131053 | 0 | 400 | Never | MEDIA_TYPE
          132001 | 0 | 404 | Never | TEMPLATE_MISSING
          132015 | 0 | 400 | Never | TEMPLATE_PAUSED
          133010 | 0 | 400 | Never | NUMBER_NOT_REGISTERED
          131212 | 0 | 400 | Never | GROUP
          -1 | 0 | 500 | Unknown | OTHER_SIDE
          -1 | 0 | 200 | Unknown | OTHER_SIDE
          -1 | 0 | 429 | Later | RATE_LIMITED
          -1 | 0 | 301 | Never | BAD_ADDRESS
          -1 | 0 | 418 | Never | OTHER_SIDE
          999999 | 0 | 418 | Never | OTHER_SIDE
          """)
  void mapsMetasCodes(int code, int subcode, int status, String meaning, Reason reason) {
    Meaning found = MetaErrors.meaning(new MetaFault(code, subcode, ""), status);
    assertThat(found.getClass().getSimpleName()).isEqualTo(meaning);
    assertThat(found.reason()).isEqualTo(reason);
  }

  /** Every code of whatsapp-cloud 8.2 has its own line; its HTTP status does not matter. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 1, 2, 3, 4, 10, 33, 100, 104, 190, 200, 299, 368, 2500, 80007, 130429, 130472, 130497,
        131000, 131005, 131008, 131009, 131016, 131020, 131021, 131026, 131030, 131031, 131037,
        131041, 131042, 131044, 131045, 131047, 131048, 131049, 131050, 131051, 131052, 131053,
        131055, 131056, 131057, 131059, 131060, 131062, 131063, 131064, 131201, 131202, 131204,
        131207, 131208, 131209, 131210, 131211, 131212, 131213, 131214, 131215, 132000, 132001,
        132005, 132007, 132008, 132012, 132015, 132016, 132018, 132068, 132069, 133000, 133004,
        133005, 133006, 133008, 133009, 133010, 133015, 133016, 134011, 134100, 134101, 134102,
        135000, 137000, 138000, 138018, 139000, 139004, 139100, 139103, 147001, 147005, 1752041,
        200005, 200007, 2388001, 2388012, 2388019, 2388040, 2388047, 2388072, 2388073, 2388091,
        2388093, 2388103, 2388293, 2388299, 2494100, 2494191, 2593107, 2593108
      })
  void aListedCodeMeansTheSameUnderEveryStatus(int code) {
    MetaFault fault = new MetaFault(code, 0, "");
    assertThat(MetaErrors.meaning(fault, 200))
        .isEqualTo(MetaErrors.meaning(fault, 404))
        .isEqualTo(MetaErrors.meaning(fault, 500));
  }
}
