package io.wabridge.kit.encryption;

import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingKey;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Encrypts files as streams, in segments of 64 KB (AES-256-GCM-HKDF of Tink), so that a part can be
 * read without the rest. A file is bound to its place; one that was changed, shortened or moved
 * cannot be read to its end.
 */
public final class StreamEncryption {

  private static final int SEGMENT = 64 * 1024;
  private static final int KEY_BYTES = 32;

  /** Its own length, the salt, and the beginning of all nonces. */
  private static final int HEADER = 1 + KEY_BYTES + 7;

  private static final int TAG = 16;

  private final StreamingAead aead;

  StreamEncryption(StreamingAead aead) {
    this.aead = aead;
  }

  static AesGcmHkdfStreamingKey key(SecretBytes bytes) throws GeneralSecurityException {
    return AesGcmHkdfStreamingKey.create(
        AesGcmHkdfStreamingParameters.builder()
            .setKeySizeBytes(KEY_BYTES)
            .setDerivedAesGcmKeySizeBytes(KEY_BYTES)
            .setHkdfHashType(AesGcmHkdfStreamingParameters.HashType.SHA256)
            .setCiphertextSegmentSizeBytes(SEGMENT)
            .build(),
        bytes);
  }

  /** How many bytes so many bytes are when they are encrypted. */
  public static long encryptedSize(long plain) {
    var content = SEGMENT - TAG;
    return plain + HEADER + TAG * ((plain + HEADER + content - 1) / content);
  }

  /** How many bytes are encrypted in so many; -1 if it is not the size of a whole file. */
  public static long plainSize(long encrypted) {
    var plain = encrypted - HEADER - TAG * ((encrypted + SEGMENT - 1) / SEGMENT);
    return encrypted >= HEADER + TAG && encryptedSize(plain) == encrypted ? plain : -1;
  }

  /** Where the segment with this plain position begins in the encrypted file. */
  public static long segmentOf(long plain) {
    return (plain + HEADER) / (SEGMENT - TAG) * SEGMENT;
  }

  /** Where the segment after the one with this plain position begins in the encrypted file. */
  public static long segmentAfter(long plain) {
    return segmentOf(plain) + SEGMENT;
  }

  /** What is read is encrypted; the plain bytes are read when they are needed. */
  public InputStream encrypted(InputStream plain, String associatedData) {
    var out = new EncryptingStream.Buffer();
    var channel =
        FieldEncryption.onEncryptionThread(
            () -> aead.newEncryptingChannel(out, bytes(associatedData)));
    return new EncryptingStream(plain, channel, out);
  }

  /**
   * The plain bytes. Reading throws an IOException if the file was changed or shortened, or is one
   * of another place.
   */
  public InputStream decrypted(InputStream encrypted, String associatedData) throws IOException {
    try {
      return aead.newDecryptingStream(encrypted, bytes(associatedData));
    } catch (GeneralSecurityException e) {
      throw new IOException("the file cannot be decrypted", e);
    }
  }

  /**
   * The plain bytes, from any position on. Reading throws an IOException if the file was changed or
   * is one of another place.
   */
  public SeekableByteChannel decrypted(SeekableByteChannel encrypted, String associatedData)
      throws IOException {
    try {
      return aead.newSeekableDecryptingChannel(encrypted, bytes(associatedData));
    } catch (GeneralSecurityException e) {
      throw new IOException("the file cannot be decrypted", e);
    }
  }

  private static byte[] bytes(String associatedData) {
    return associatedData.getBytes(StandardCharsets.UTF_8);
  }
}
