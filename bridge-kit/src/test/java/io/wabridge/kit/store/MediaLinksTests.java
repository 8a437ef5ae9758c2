package io.wabridge.kit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.store.MediaLinks.Target;
import io.wabridge.model.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A link is valid for one file and for a time, and no part of it can be changed. */
class MediaLinksTests {

  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final Target TARGET =
      new Target("media-inbound", "t-1/m-1", "application/pdf", "Rechnung & März=1.pdf");

  private static MediaLinks links(String key, Instant now) {
    return new MediaLinks(
        Secret.of(key(key)),
        URI.create("https://bridge.example.com/"),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private static String key(String seed) {
    var bytes = seed.repeat(32).substring(0, 32).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String signed() {
    var link = links("k", NOW).sign(TARGET, Duration.ofDays(7));
    assertThat(link).startsWith("https://bridge.example.com/media/");
    return link.substring(link.lastIndexOf('/') + 1);
  }

  @Test
  void abuse15_isValidUntilItExpires() {
    var link = signed();

    assertThat(links("k", NOW).read(link)).contains(TARGET);
    assertThat(links("k", NOW.plus(Duration.ofDays(7))).read(link)).contains(TARGET);
    assertThat(links("k", NOW.plus(Duration.ofDays(7)).plusSeconds(1)).read(link)).isEmpty();
  }

  @Test
  void abuse15_isInvalidWithAnotherKey() {
    assertThat(links("other", NOW).read(signed())).isEmpty();
  }

  @Test
  void abuse15_isInvalidAfterAnyChange() {
    var link = signed();
    for (var at = 0; at < link.length() - 1; at++) {
      var letter = link.charAt(at) == 'A' ? 'B' : 'A';
      var changed = link.substring(0, at) + letter + link.substring(at + 1);
      assertThat(links("k", NOW).read(changed)).as("changed at " + at).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "nothing", "a.b", "%%%.%%%", "..", "🙂.🙂"})
  void abuse15_refusesInvalidLinks(String link) {
    assertThat(links("k", NOW).read(link)).isEmpty();
  }

  @Test
  void abuse15_namesNeitherTenantNorMessage() {
    var link = signed().split("\\.")[0];
    var bytes = new String(Base64.getUrlDecoder().decode(link), StandardCharsets.ISO_8859_1);

    assertThat(bytes).doesNotContain("t-1", "m-1", "Rechnung", "media-inbound");
  }

  @Test
  void abuse15_aKeyCanBeReplacedWhileLinksAreInUse() {
    var before = signed();
    var both =
        new MediaLinks(
            Secret.of(key("n") + "," + key("k")),
            URI.create("https://bridge.example.com"),
            Clock.fixed(NOW, ZoneOffset.UTC));

    assertThat(both.read(before)).contains(TARGET);
    var after = both.sign(TARGET, Duration.ofDays(1));
    assertThat(links("n", NOW).read(after.substring(after.lastIndexOf('/') + 1))).contains(TARGET);
  }
}
