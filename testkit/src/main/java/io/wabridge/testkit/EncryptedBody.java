package io.wabridge.testkit;

import com.rabbitmq.client.Delivery;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Decrypts the body of a message as its format says, without the code under test: a one, the id of
 * the key, a nonce of 12 bytes, and AES-256-GCM with a key for the reader and the tenant.
 */
final class EncryptedBody {

  private static final int NONCE_AT = 5;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;

  private EncryptedBody() {}

  static byte[] opened(String reader, Delivery message) {
    var body = message.getBody();
    if (body.length == 0 || body[0] != 1) {
      return body;
    }
    var properties = message.getProperties();
    try {
      var key =
          KDF.getInstance("HKDF-SHA256")
              .deriveData(
                  HKDFParameterSpec.ofExtract()
                      .addIKM(Base64.getDecoder().decode(masterKey()))
                      .thenExpand(
                          utf8(
                              "lane|"
                                  + reader
                                  + "|"
                                  + properties.getHeaders().get("bridge-tenant")),
                          KEY_BYTES));
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BITS, body, NONCE_AT, NONCE_BYTES));
      cipher.updateAAD(utf8(properties.getType()));
      var from = NONCE_AT + NONCE_BYTES;
      return cipher.doFinal(body, from, body.length - from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the body is not one of " + reader, e);
    }
  }

  private static String masterKey() {
    return Stores.MASTER_KEY;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
