package io.wabridge.sandbox.aws;

import io.wabridge.sandbox.Blob;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An account: an access key, one number, one topic, one bucket, and how it misbehaves. */
final class AwsAccount {
  static final String REGION = "eu-central-1";
  static final String OWNER = "111122223333";

  /**
   * How its events and its bucket differ from the usual.
   *
   * @param signatureVersion of notifications: 1 or 2; 3 is none that exists
   * @param forgedCertificate signs with another key, whose certificate is at this address
   * @param otherTopic the topic that notifications name instead of their own
   * @param duplicates whether each notification is sent twice
   * @param deaf whether confirmations of the subscription are lost
   * @param deniesBucket whether the key may not use the bucket
   * @param omitsAccepted whether no event tells AWS's id of a message with Meta's
   */
  record Manners(
      int signatureVersion,
      String forgedCertificate,
      String otherTopic,
      boolean duplicates,
      boolean deaf,
      boolean deniesBucket,
      boolean omitsAccepted) {
    static final Manners USUAL = new Manners(2, "", "", false, false, false, false);
  }

  /** An object of the bucket. */
  record Stored(Blob blob, String contentType) {}

  private final String accessKeyId;
  private final String secretAccessKey;
  private final String phoneNumberId;
  private final String suffix;
  private final Map<String, Stored> objects = new ConcurrentHashMap<>();
  private volatile List<String> destinations = List.of();
  private volatile Manners manners = Manners.USUAL;

  /**
   * @param phoneNumberId Meta's id of the number
   * @param suffix 32 hexadecimal digits, in the ids of everything that the account has
   */
  AwsAccount(String accessKeyId, String secretAccessKey, String phoneNumberId, String suffix) {
    this.accessKeyId = accessKeyId;
    this.secretAccessKey = secretAccessKey;
    this.phoneNumberId = phoneNumberId;
    this.suffix = suffix;
  }

  String accessKeyId() {
    return accessKeyId;
  }

  String secretAccessKey() {
    return secretAccessKey;
  }

  String phoneNumberId() {
    return phoneNumberId;
  }

  /** AWS's id of the number. */
  String originationPhoneNumberId() {
    return "phone-number-id-" + suffix;
  }

  /** AWS's id of the WhatsApp Business account. */
  String wabaId() {
    return "waba-" + suffix;
  }

  String arn(String kind) {
    return "arn:aws:social-messaging:" + REGION + ":" + OWNER + ":" + kind + "/" + suffix;
  }

  String topicArn() {
    return "arn:aws:sns:" + REGION + ":" + OWNER + ":whatsapp-" + suffix.substring(0, 12);
  }

  String bucket() {
    return "whatsapp-media-" + suffix.substring(0, 12);
  }

  Map<String, Stored> objects() {
    return objects;
  }

  List<String> destinations() {
    return destinations;
  }

  void destinations(List<String> arns) {
    destinations = List.copyOf(arns);
  }

  Manners manners() {
    return manners;
  }

  void manners(Manners other) {
    manners = other;
  }
}
