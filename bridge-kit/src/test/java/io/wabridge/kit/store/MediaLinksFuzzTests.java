package io.wabridge.kit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wabridge.kit.store.MediaLinks.Target;
import io.wabridge.model.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A signed link leads to its file and is invalid with another key; any other string is parsed. */
class MediaLinksFuzzTests {

  private static final MediaLinks LINKS = links(0);
  private static final MediaLinks ELSEWHERE = links(1);

  private static MediaLinks links(int key) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) key);
    return new MediaLinks(
        Secret.of(Base64.getEncoder().encodeToString(bytes)),
        URI.create("https://bridge.example.com"),
        Clock.systemUTC());
  }

  @FuzzTest(maxDuration = "10m")
  void link(FuzzedDataProvider data) {
    Target target =
        new Target(
            data.consumeAsciiString(60),
            data.consumeAsciiString(200),
            data.consumeAsciiString(60),
            data.consumeAsciiString(100));
    String link = LINKS.sign(target, Duration.ofDays(1));
    String token = link.substring(link.lastIndexOf('/') + 1);
    assertThat(LINKS.read(token)).contains(target);
    assertThat(ELSEWHERE.read(token)).isEmpty();
    // the fuzzer sees signed links and may pass in an earlier one: that one leads to its own
    // file
    String other = data.consumeRemainingAsString();
    String head = token.substring(0, token.length() / 2);
    for (String stranger : List.of(other, head + other, other + token)) {
      assertThatCode(() -> LINKS.read(stranger)).doesNotThrowAnyException();
      assertThat(ELSEWHERE.read(stranger)).isEmpty();
    }
  }
}
