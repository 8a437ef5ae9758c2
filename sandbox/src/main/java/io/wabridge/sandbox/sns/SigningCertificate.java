package io.wabridge.sandbox.sns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** A key with a self-signed certificate, by which SNS signs what it sends. */
public final class SigningCertificate {
  /** The last part of the address of SNS's certificate. */
  public static final String FILE = "SimpleNotificationService-sandbox.pem";

  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final byte[] SHA256_WITH_RSA =
      HexFormat.of().parseHex("300d06092a864886f70d01010b0500");
  private static final byte[] ALTERNATIVE_NAME = HexFormat.of().parseHex("0603551d11");
  private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");

  private final KeyPair keys;
  private final String pem;

  private SigningCertificate(KeyPair keys, String pem) {
    this.keys = keys;
    this.pem = pem;
  }

  /** A new key whose certificate was made an hour ago and is valid for a year. */
  public static SigningCertificate generate(String commonName) {
    Instant begin = Instant.now().minus(Duration.ofHours(1));
    return generate(commonName, begin, begin.plus(Duration.ofDays(365)));
  }

  public static SigningCertificate generate(String commonName, Instant begin, Instant end) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair keys = generator.generateKeyPair();
      byte[] name = name(commonName);
      byte[] certificate =
          tlv(
              0x30,
              tlv(0xa0, tlv(0x02, new byte[] {2})),
              tlv(0x02, new byte[] {1}),
              SHA256_WITH_RSA,
              name,
              tlv(0x30, time(begin), time(end)),
              name,
              keys.getPublic().getEncoded(),
              tlv(0xa3, tlv(0x30, alternativeName(commonName))));
      byte[] signature = sign(keys, "SHA256withRSA", certificate);
      byte[] der =
          tlv(0x30, certificate, SHA256_WITH_RSA, tlv(0x03, joined(new byte[] {0}, signature)));
      String text =
          Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
      return new SigningCertificate(
          keys, "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no RSA", e);
    }
  }

  private static byte[] name(String commonName) {
    byte[] text = commonName.getBytes(StandardCharsets.UTF_8);
    return tlv(0x30, tlv(0x31, tlv(0x30, COMMON_NAME, tlv(0x0c, text))));
  }

  /** Clients compare the host with this extension rather than with the common name. */
  private static byte[] alternativeName(String host) {
    byte[] text = host.getBytes(StandardCharsets.US_ASCII);
    return tlv(0x30, ALTERNATIVE_NAME, tlv(0x04, tlv(0x30, tlv(0x82, text))));
  }

  private static byte[] time(Instant at) {
    return tlv(0x17, UTC_TIME.format(at).getBytes(StandardCharsets.US_ASCII));
  }

  /** One element in DER. */
  private static byte[] tlv(int tag, byte[]... contents) {
    byte[] content = joined(contents);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 128) {
      out.write(content.length);
    } else if (content.length < 256) {
      out.write(0x81);
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] sign(KeyPair keys, String algorithm, byte[] content)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(keys.getPrivate());
    signature.update(content);
    return signature.sign();
  }

  /** The signature in Base64: SHA-1 in version 1, SHA-256 in version 2. */
  public String sign(String text, int version) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              sign(
                  keys,
                  version == 1 ? "SHA1withRSA" : "SHA256withRSA",
                  text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no RSA", e);
    }
  }

  public PublicKey publicKey() {
    return keys.getPublic();
  }

  public String pem() {
    return pem;
  }
}
