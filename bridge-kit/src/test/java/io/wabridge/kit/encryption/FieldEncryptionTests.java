package io.wabridge.kit.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.model.Secret;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** A value is decrypted only with its key and in its place. */
class FieldEncryptionTests {

  private static final String OLD = key('a');
  private static final String NEW = key('b');

  private static String key(char letter) {
    return Base64.getEncoder()
        .encodeToString(String.valueOf(letter).repeat(32).getBytes(StandardCharsets.US_ASCII));
  }

  private static FieldEncryption vault(String keys) {
    return FieldEncryption.of(Secret.of(keys));
  }

  @Test
  void decryptsAndNeverEncryptsTheSameValueAlike() {
    var encryption = vault(OLD);

    var locked = encryption.encrypt("token 🔑", "tenant-1|row");

    assertThat(encryption.decrypt(locked, "tenant-1|row")).isEqualTo("token 🔑");
    assertThat(new String(locked, StandardCharsets.UTF_8)).doesNotContain("token");
    assertThat(encryption.encrypt("token 🔑", "tenant-1|row")).isNotEqualTo(locked);
  }

  @Test
  void doesNotDecryptAMovedValue() {
    var encryption = vault(OLD);
    var locked = encryption.encrypt("token", "tenant-1|row");

    assertThatThrownBy(() -> encryption.decrypt(locked, "tenant-2|row"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("token");
  }

  @Test
  void aDerivedKeyIsOfItsPurposeAlone() {
    var encryption = vault(OLD);
    var locked = encryption.derived("lane|a").encrypt("token", "place");

    assertThat(vault(NEW + "," + OLD).derived("lane|a").decrypt(locked, "place"))
        .isEqualTo("token");
    assertThatThrownBy(() -> encryption.derived("lane|b").decrypt(locked, "place"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> encryption.decrypt(locked, "place"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aNewKeyOfAKeysetEncryptsWhenItIsFirst() {
    var keyset = FieldEncryption.newKeyset();
    var before = FieldEncryption.ofKeyset(keyset);
    var added = FieldEncryption.withNewKey(keyset);
    var waiting = FieldEncryption.ofKeyset(added);
    var after = FieldEncryption.ofKeyset(FieldEncryption.withNewestFirst(added));

    assertThat(before.decrypt(waiting.encrypt("token", "place"), "place")).isEqualTo("token");
    var locked = after.encrypt("token", "place");
    assertThat(waiting.decrypt(locked, "place")).isEqualTo("token");
    assertThat(waiting.isCurrent(locked)).isFalse();
    assertThat(after.isCurrent(locked)).isTrue();
    assertThat(before.hasKeyOf(locked)).isFalse();
    assertThat(after.decrypt(before.encrypt("old", "place"), "place")).isEqualTo("old");
  }

  @Test
  void readsStreamsOfAKeyThatIsBeingReplaced() throws Exception {
    var keyset = FieldEncryption.newKeyset();
    byte[] locked;
    try (var stream =
        FieldEncryption.ofKeyset(keyset)
            .streams()
            .encrypted(new ByteArrayInputStream(new byte[100_000]), "place")) {
      locked = stream.readAllBytes();
    }
    var after =
        FieldEncryption.ofKeyset(
            FieldEncryption.withNewestFirst(FieldEncryption.withNewKey(keyset)));

    assertThat(locked).hasSize((int) StreamEncryption.encryptedSize(100_000));
    assertThat(StreamEncryption.plainSize(locked.length)).isEqualTo(100_000);
    try (var stream = after.streams().decrypted(new ByteArrayInputStream(locked), "place")) {
      assertThat(stream.readAllBytes()).isEqualTo(new byte[100_000]);
    }
  }

  @Test
  void doesNotDecryptAChangedValue() {
    var encryption = vault(OLD);
    var locked = encryption.encrypt("token", "place");
    locked[locked.length - 1] ^= 1;

    assertThatThrownBy(() -> encryption.decrypt(locked, "place"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void decryptsOldValuesAfterAKeyRotation() {
    var before = vault(OLD).encrypt("token", "place");
    var both = vault(NEW + "," + OLD);

    assertThat(both.decrypt(before, "place")).isEqualTo("token");
    var after = both.encrypt("token", "place");
    assertThat(vault(NEW).decrypt(after, "place")).isEqualTo("token");
    assertThatThrownBy(() -> vault(OLD).decrypt(after, "place"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> vault(NEW).decrypt(before, "place"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anErrorForAWrongKeyLengthNamesTheSetting() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vault("c2hvcnQ="))
        .withMessageContaining("bridge.master-key");
  }
}
