package io.wabridge.sandbox.sns;

import io.wabridge.sandbox.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The signed envelope of SNS. */
public final class Envelope {
  private static final List<String> NOTIFICATION =
      List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
  private static final List<String> CONFIRMATION =
      List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

  private Envelope() {}

  /** Adds the signature, its version and the address of the certificate. */
  public static ObjectNode signed(
      ObjectNode envelope, SigningCertificate certificate, String certificateUrl, int version) {
    String type = Json.text(envelope, "Type", "");
    StringBuilder text = new StringBuilder();
    for (String name : type.equals("Notification") ? NOTIFICATION : CONFIRMATION) {
      String value = Json.text(envelope, name);
      if (value != null) {
        text.append(name).append('\n').append(value).append('\n');
      }
    }
    return envelope
        .put("SignatureVersion", Integer.toString(version))
        .put("Signature", certificate.sign(text.toString(), version))
        .put("SigningCertURL", certificateUrl);
  }
}
