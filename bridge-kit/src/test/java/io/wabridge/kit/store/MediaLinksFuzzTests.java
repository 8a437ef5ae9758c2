package io.wabridge.kit.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wabridge.kit.store.MediaLinks.Target;
import io.wabridge.model.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** No link that we did not sign leads anywhere, and each that we did leads to its file. */
class MediaLinksFuzzTests {

  private static final MediaLinks LINKS =
      new MediaLinks(
          Secret.of(Base64.getEncoder().encodeToString(new byte[32])),
          URI.create("https://bridge.example.com"),
          Clock.systemUTC());

  @FuzzTest(maxDuration = "2m")
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
    String other = data.consumeRemainingAsString();
    String head = token.substring(0, token.indexOf('.') + 1);
    for (String stranger : List.of(other, head + other, other + token)) {
      // one signature can be written in several ways, as any Base64 can
      assertThat(LINKS.read(stranger)).isIn(Optional.empty(), Optional.of(target));
    }
  }
}
