package io.wabridge.connectors.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import io.wabridge.connectors.Digests;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.Settings;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The connector's check of signatures and Twilio's own one give the same verdicts. */
class TwilioSignatureTest {

  private static final String TOKEN = "00112233445566778899aabbccddeeff";
  private static final String HOOK = "https://bridge.example.com/hooks/twilio/acme?src=wa";
  private static final String BODY =
      "AccountSid=AC00000000000000000000000000000001&ApiVersion=2010-04-01"
          + "&Body=Ol%C3%A1+%26+bom+dia+%F0%9F%91%8B&From=whatsapp%3A%2B5511999990001"
          + "&MessageSid=SM00000000000000000000000000000001&NumMedia=0&ProfileName=Maria+Teste"
          + "&SmsStatus=received&To=whatsapp%3A%2B5511888880002&WaId=5511999990001";

  private final RequestValidator judge = new RequestValidator(TOKEN);

  static Stream<String> addresses() {
    return Stream.of(
        "https://bridge.example.com/w/1",
        "https://bridge.example.com:443/w/1",
        "https://bridge.example.com:8443/w/1",
        "http://bridge.example.com/w/1",
        "http://bridge.example.com:80/w/1",
        "https://bridge.example.com/w/1?ref=01JDEMO",
        "https://bridge.example.com/w/1?a=b%20c&d=%2F%3F&e=",
        "https://bridge.example.com/w/1?a=x+y&a=z",
        "https://bridge.example.com/w%2F1/%C3%A9?q=%C3%A9",
        "https://bridge.example.com:8443/w%2F1?q=%26",
        "https://bridge.example.com/w/1?",
        "https://bridge.example.com/",
        "https://bridge.example.com",
        "https://BRIDGE.example.com/W/1",
        "https://[::1]:8443/w/1",
        "https://xn--brcke-kva.example.com/w/1",
        "https://bridge.example.com/w/1;v=2/~x/a.b-c_d");
  }

  static Stream<String> bodies() {
    return Stream.of(
        BODY,
        "",
        "a=",
        "a",
        "=b",
        "a=1&b=2&A=3&_=4&%C3%A9=5",
        "b=2&a=1",
        "Body=%0D%0A+line%0D%0A&MessageSid=SM1",
        "Body=%2B%20%25%26%3D&MessageSid=SM1",
        "Body=%F0%9F%9A%B2%F0%9F%87%AC%F0%9F%87%A7&MessageSid=SM1",
        "Body=%00%01&MessageSid=SM1",
        "Body=" + "x".repeat(2000));
  }

  static Stream<Arguments> pairs() {
    return addresses().flatMap(url -> bodies().map(body -> Arguments.of(url, body)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void agreesWithTwilioAboutForms(String url, String body) {
    var parameters = TwilioSigned.parameters(utf8(body));
    for (var signedUrl : addresses().toList()) {
      var signature = TwilioSigned.signature(signedUrl, utf8(body), TOKEN);
      assertThat(ours(url, body, signature))
          .as("%s signed for %s", url, signedUrl)
          .isEqualTo(judge.validate(url, parameters, signature));
    }
    var right = TwilioSigned.signature(url, utf8(body), TOKEN);
    assertThat(ours(url, body, right)).isTrue();
    for (var wrong :
        List.of(
            "",
            right.toLowerCase(Locale.ROOT),
            right + " ",
            right.substring(1),
            TwilioSigned.signature(url, utf8(body), "f" + TOKEN.substring(1)),
            TwilioSigned.signature(url, utf8(body + "&x=1"), TOKEN))) {
      assertThat(ours(url, body, wrong))
          .as(wrong)
          .isEqualTo(judge.validate(url, parameters, wrong));
    }
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void agreesWithTwilioAboutHashedBodies(String url) throws Exception {
    for (var body : List.of("{\"event\":\"demo\",\"n\":1}", "", "{\"a\":\"\\/ é 🚲\"}\r\n")) {
      var hash = Digests.sha256Hex(body);
      for (var said : List.of(hash, hash.toUpperCase(Locale.ROOT), "", Digests.sha256Hex("x"))) {
        var address = url + (url.contains("?") ? "&" : "?") + "bodySHA256=" + said;
        var signature = TwilioSigned.mac("HmacSHA1", TOKEN, address);
        for (var shown : List.of(signature, TwilioSigned.mac("HmacSHA1", TOKEN, url), "x")) {
          assertThat(ours(address, body, shown))
              .as("%s %s", address, shown)
              .isEqualTo(judge.validate(address, body, shown));
        }
      }
    }
  }

  @Test
  void agreesWithTwilioAboutRandomForms() {
    var random = new Random(20261128);
    for (var i = 0; i < 200; i++) {
      var form = new HashMap<String, String>();
      for (var n = random.nextInt(8); n >= 0; n--) {
        form.put(text(random, 6), text(random, 20));
      }
      var body = TwilioForm.write(form);
      var signature = TwilioSigned.signature(HOOK, utf8(body), TOKEN);
      assertThat(judge.validate(HOOK, form, signature)).as(body).isTrue();
      assertThat(ours(HOOK, body, signature)).as(body).isTrue();
      assertThat(ours(HOOK, body + "&zz=1", signature)).isFalse();
    }
  }

  private static String text(Random random, int most) {
    var text = new StringBuilder("k");
    for (var n = random.nextInt(most); n > 0; n--) {
      text.appendCodePoint(
          List.of(0x20, 0x25, 0x26, 0x2b, 0x3d, 0x41, 0x7e, 0xe9, 0x1f6b2, 0x0a)
              .get(random.nextInt(10)));
    }
    return text.toString();
  }

  /** The vectors of the fact sheet, which Twilio's library for Node computed. */
  @ParameterizedTest
  @CsvSource({
    "hKCH9M9aZsn372y3wtivQ6/hGbU=, true",
    "NnrIxeRPlD8D8hhq18FMlh5j51A=, true",
    "hKCH9M9aZsn372y3wtivQ6/hGbV=, false"
  })
  void acceptsKnownSignatures(String signature, boolean genuine) {
    assertThat(ours(HOOK, BODY, signature)).isEqualTo(genuine);
  }

  @ParameterizedTest
  @CsvSource({
    "'key=webhooks_sharedkey_demo,algorithm=HMAC_SHA256', true",
    "'algorithm=HMAC_SHA256,key=webhooks_sharedkey_demo', true",
    "'key=webhooks_sharedkey_other,algorithm=HMAC_SHA256', false",
    "'key=webhooks_sharedkey_demo,algorithm=HMAC_MD5', false",
    "'key=webhooks_sharedkey_demo', false",
    "'algorithm=HMAC_SHA256', false",
    "'', false"
  })
  void acceptsTheSharedKeyThatIsNamed(String header, boolean genuine) {
    var request =
        TwilioSigned.request(
            HOOK,
            utf8(BODY),
            Map.of(
                "x-twilio-signature",
                "7pSJCLWZX+XYP4Sc/xxcfKvMV1go1ABDsVa2hTE+/s8=",
                "x-twilio-webhooks-signature-settings",
                header));
    assertThat(TwilioSignature.genuine(request, settings(""))).isEqualTo(genuine);
  }

  @Test
  void doesNotFallBackToTheAuthToken() {
    var request =
        TwilioSigned.request(
            HOOK,
            utf8(BODY),
            Map.of(
                "x-twilio-signature",
                "hKCH9M9aZsn372y3wtivQ6/hGbU=",
                "x-twilio-webhooks-signature-settings",
                "key=unknown,algorithm=HMAC_SHA1"));
    assertThat(TwilioSignature.genuine(request, settings(""))).isFalse();
  }

  @Test
  void signsEachValueOfARepeatedParameterOnce() {
    var text = HOOK + "a1a2b3";
    var signature = TwilioSigned.mac("HmacSHA1", TOKEN, text);
    assertThat(ours(HOOK, "b=3&a=2&a=1&a=2", signature)).isTrue();
  }

  @Test
  void acceptsTheAddressThatWasRegisteredBehindAProxy() {
    var registered = "https://shop.example.com/hooks";
    var body = utf8(BODY);
    var signature = TwilioSigned.signature(registered + "?ref=m-1", body, TOKEN);
    var inside =
        TwilioSigned.request(
            "http://bridge.internal:8080/webhooks/twilio/1?ref=m-1",
            body,
            Map.of(
                "x-twilio-signature",
                signature,
                "x-forwarded-host",
                "shop.example.com",
                "x-forwarded-proto",
                "https"));
    assertThat(TwilioSignature.genuine(inside, settings(registered))).isTrue();
    assertThat(TwilioSignature.genuine(inside, settings(""))).as("headers prove nothing").isFalse();
  }

  @Test
  void acceptsTheOtherTokenWhileItIsRotated() {
    var other = "ff".repeat(16);
    var signature = TwilioSigned.signature(HOOK, utf8(BODY), other);
    assertThat(ours(HOOK, BODY, signature)).isFalse();
    var rotated =
        Settings.of(
            Map.of(), Map.of("authToken", Secret.of(TOKEN), "formerAuthToken", Secret.of(other)));
    var request = TwilioSigned.request(HOOK, utf8(BODY), Map.of("x-twilio-signature", signature));
    assertThat(TwilioSignature.genuine(request, TwilioSettings.of(rotated))).isTrue();
  }

  private static boolean ours(String url, String body, String signature) {
    var request = TwilioSigned.request(url, utf8(body), Map.of("x-twilio-signature", signature));
    return TwilioSignature.genuine(request, settings(""));
  }

  private static TwilioSettings settings(String registered) {
    return TwilioSettings.of(
        Settings.of(
            Map.of("sharedKeyId", "webhooks_sharedkey_demo", "registeredUrl", registered),
            Map.of(
                "authToken",
                Secret.of(TOKEN),
                "sharedKey",
                Secret.of("whsk_demo_shared_secret_0001"))));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
