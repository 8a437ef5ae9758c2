package io.wabridge.connectors.channel.aws;

import io.wabridge.connectors.aws.AwsAccess;
import io.wabridge.connectors.aws.AwsRegions;
import io.wabridge.connectors.aws.AwsRole;
import io.wabridge.connectors.aws.SnsReceiver;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a number at AWS.
 *
 * @param originationPhoneNumberId AWS's own id of the number
 * @param phoneNumberId Meta's id of the number, as events name it; null before connecting
 * @param mediaBucket where files are for the moment between their two hops
 * @param registeredUrl the address that connecting subscribed; blank before that
 */
record AwsSettings(
    AwsAccess access,
    String originationPhoneNumberId,
    @Nullable String phoneNumberId,
    String topicArn,
    String mediaBucket,
    String apiVersion,
    String registeredUrl) {

  static final String PHONE_NUMBER_ID = "phoneNumberId";
  static final String NUMBER = "phoneNumber";
  static final String REGISTERED_URL = "registeredUrl";

  private static final String REGION = "region";
  private static final String ORIGINATION = "originationPhoneNumberId";
  private static final String TOPIC_ARN = "topicArn";
  private static final String MEDIA_BUCKET = "mediaBucket";
  private static final String ACCESS_KEY_ID = "accessKeyId";
  private static final String SECRET_ACCESS_KEY = "secretAccessKey";
  private static final String API_VERSION = "apiVersion";
  private static final String ENDPOINT = "endpointUrl";
  private static final String NEWEST_VERSION = "v23.0";

  static final List<Field> FORM =
      List.of(
          AwsRegions.field(REGION, "The AWS region of the number, the topic and the bucket."),
          Field.text(
                  ORIGINATION,
                  "Phone number ID",
                  "AWS's ID of the number, from the WhatsApp Business account in AWS End User"
                      + " Messaging Social.")
              .matching(
                  "phone-number-id-[0-9a-f]{32}",
                  "is phone-number-id- with 32 hexadecimal digits after it")
              .foundAt("https://console.aws.amazon.com/social-messaging/"),
          Field.text(
                  TOPIC_ARN,
                  "Topic ARN",
                  "The standard SNS topic that is the event destination of the WhatsApp Business"
                      + " account.")
              .matching(AwsAccess.TOPIC, AwsAccess.TOPIC_HELP),
          Field.text(
                  MEDIA_BUCKET,
                  "Media bucket",
                  "An S3 bucket in the same region; files are in it for seconds.")
              .matching(
                  "[a-z0-9][a-z0-9-]{1,61}[a-z0-9]",
                  "is the name of a bucket: 3 to 63 lower-case letters, digits and hyphens"),
          Field.text(
                  ACCESS_KEY_ID,
                  "Access key ID",
                  "An access key of an IAM user with the permissions in the documentation.")
              .matching("[A-Za-z0-9_]{16,128}", "is 16 to 128 letters and digits"),
          Field.secret(SECRET_ACCESS_KEY, "Secret access key", "The secret of the same access key.")
              .matching("\\S+", "has no spaces"),
          AwsRole.FIELDS.getFirst(),
          AwsRole.FIELDS.getLast(),
          Field.text(
                  API_VERSION,
                  "Meta API version",
                  "The version of Meta's API; which ones a region supports is in AWS's reference.")
              .matching("v[1-9][0-9]\\.[0-9]", "is a version, as " + NEWEST_VERSION)
              .withDefault(NEWEST_VERSION),
          Field.text(
                  PHONE_NUMBER_ID,
                  "Meta's phone number ID",
                  "Meta's ID of the number, which events name; connecting fills it in.")
              .matching("[0-9]{5,40}", "is a number of 5 to 40 digits")
              .optional(),
          Field.text(NUMBER, "Number", "The phone number; connecting fills it in.")
              .matching("\\+?[0-9]{5,20}", "is a phone number")
              .optional(),
          Field.url(
                  REGISTERED_URL,
                  "Subscribed address",
                  "The address to which the topic sends; connecting fills it in.")
              .optional(),
          Field.url(ENDPOINT, "Endpoint URL", "Replaces the addresses of all AWS services.")
              .optional()
              .forOperators());

  static AwsSettings of(Settings settings) {
    var version = settings.get(API_VERSION);
    return new AwsSettings(
        new AwsAccess(
            settings.get(REGION),
            settings.get(ACCESS_KEY_ID),
            settings.secret(SECRET_ACCESS_KEY),
            settings.get(ENDPOINT).isBlank() ? null : settings.url(ENDPOINT),
            AwsRole.of(settings)),
        settings.get(ORIGINATION),
        settings.find(PHONE_NUMBER_ID),
        settings.get(TOPIC_ARN),
        settings.get(MEDIA_BUCKET),
        version.isBlank() ? NEWEST_VERSION : version,
        settings.get(REGISTERED_URL));
  }

  static List<FieldProblem> problems(Settings settings) {
    var entered = of(settings);
    var problems = new ArrayList<>(AwsRole.problems(settings));
    if (!entered.topicArn().isEmpty() && !entered.access().hasTopic(entered.topicArn())) {
      problems.add(new FieldProblem(TOPIC_ARN, "Topic ARN", "must be in the region of the number"));
    }
    return problems;
  }

  SnsReceiver.Topic topic() {
    return new SnsReceiver.Topic(topicArn, access);
  }

  /** The address of an object in the bucket. */
  URI object(String key) {
    return URI.create(
        access.endpoint() != null
            ? access.endpoint() + "/" + mediaBucket + "/" + key
            : access.url(mediaBucket + ".s3") + "/" + key);
  }
}
