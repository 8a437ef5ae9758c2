package io.wabridge.kit.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What is locked opens at its place with its key, and nowhere else. */
class VaultTests {

  private static final String OLD = key('a');
  private static final String NEW = key('b');

  private static String key(char letter) {
    return Base64.getEncoder()
        .encodeToString(String.valueOf(letter).repeat(32).getBytes(StandardCharsets.US_ASCII));
  }

  private static Vault vault(String keys) {
    return Vault.of(Secret.of(keys));
  }

  @Test
  void opensWhatItLockedAndLocksTheSameNeverAlike() {
    var vault = vault(OLD);

    var locked = vault.lock("token 🔑", "tenant-1|row");

    assertThat(vault.open(locked, "tenant-1|row")).isEqualTo("token 🔑");
    assertThat(new String(locked, StandardCharsets.UTF_8)).doesNotContain("token");
    assertThat(vault.lock("token 🔑", "tenant-1|row")).isNotEqualTo(locked);
  }

  @Test
  void whatWasMovedToAnotherPlaceDoesNotOpen() {
    var vault = vault(OLD);
    var locked = vault.lock("token", "tenant-1|row");

    assertThatThrownBy(() -> vault.open(locked, "tenant-2|row"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("token");
  }

  @Test
  void whatWasChangedDoesNotOpen() {
    var vault = vault(OLD);
    var locked = vault.lock("token", "place");
    locked[locked.length - 1] ^= 1;

    assertThatThrownBy(() -> vault.open(locked, "place")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keysAreRotatedWithoutALossOfWhatWasLockedBefore() {
    var before = vault(OLD).lock("token", "place");
    var both = vault(NEW + "," + OLD);

    assertThat(both.open(before, "place")).isEqualTo("token");
    var after = both.lock("token", "place");
    assertThat(vault(NEW).open(after, "place")).isEqualTo("token");
    assertThatThrownBy(() -> vault(OLD).open(after, "place"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> vault(NEW).open(before, "place"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aKeyOfTheWrongLengthIsRefusedByTheNameOfItsSetting() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vault("c2hvcnQ="))
        .withMessageContaining("bridge.master-key");
  }
}
