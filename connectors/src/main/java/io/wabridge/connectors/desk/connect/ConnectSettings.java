package io.wabridge.connectors.desk.connect;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.aws.AwsAccess;
import io.wabridge.connectors.aws.AwsRegions;
import io.wabridge.connectors.aws.AwsRole;
import io.wabridge.connectors.aws.SnsReceiver;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a desk at Amazon Connect.
 *
 * @param topicArn the SNS topic to which the chats are streamed
 * @param role the role that the access key assumes; null: none
 * @param endpoint replaces the addresses of all services; null: those of the region
 * @param chatMinutes how long a chat may last; null: the default of Amazon Connect, 25 hours
 * @param attachmentTypes the extensions of files that the instance accepts, in lower case
 * @param attachmentBytes the largest file that the instance accepts
 * @param sendsSupervisors whether messages of supervisors reach the person if the person may see
 *     them
 */
record ConnectSettings(
    String region,
    String instanceId,
    String contactFlowId,
    String topicArn,
    String accessKeyId,
    Secret secretAccessKey,
    @Nullable AwsRole role,
    @Nullable URI endpoint,
    ConnectTextLimit textLimit,
    @Nullable Integer chatMinutes,
    Set<String> attachmentTypes,
    long attachmentBytes,
    boolean sendsSupervisors) {

  private static final String REGION = "region";
  private static final String INSTANCE_ID = "instanceId";
  private static final String CONTACT_FLOW_ID = "contactFlowId";
  private static final String TOPIC_ARN = "topicArn";
  private static final String ACCESS_KEY_ID = "accessKeyId";
  private static final String SECRET_ACCESS_KEY = "secretAccessKey";
  private static final String ENDPOINT = "endpointUrl";
  private static final String TEXT_LIMIT = "textLimit";
  private static final String CHAT_MINUTES = "chatMinutes";
  private static final String ATTACHMENT_TYPES = "attachmentTypes";
  private static final String ATTACHMENT_MEGABYTES = "attachmentMegabytes";
  private static final String SUPERVISORS = "supervisorMessages";
  private static final long MEGABYTE = 1024 * 1024;

  /** What an instance accepts unless it was configured otherwise. */
  private static final String USUAL_TYPES =
      "csv\ndoc\ndocx\nheic\njfif\njpeg\njpg\nmov\nmp4\npdf\npng\nppt\npptx\nrtf\ntxt\nwav\nxls\nxlsx";

  static final List<Field> FORM =
      List.of(
          AwsRegions.field(REGION, "The AWS region of the instance and the topic."),
          Field.text(
                  INSTANCE_ID,
                  "Instance ID",
                  "The last part of the ARN of the Amazon Connect instance.")
              .matching(
                  "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                  "is 32 hexadecimal digits with hyphens"),
          Field.text(
                  CONTACT_FLOW_ID,
                  "Flow ID",
                  "The published flow that chats begin with: the last part of its ARN.")
              .matching("[A-Za-z0-9:$._-]{1,500}", "is the last part of the flow's ARN"),
          Field.text(
                  TOPIC_ARN,
                  "Topic ARN",
                  "A standard SNS topic of this desk only, to which Amazon Connect may publish.")
              .matching(AwsAccess.TOPIC, AwsAccess.TOPIC_HELP),
          Field.text(
                  ACCESS_KEY_ID,
                  "Access key ID",
                  "An access key of an IAM user with the permissions in the documentation.")
              .matching("[A-Za-z0-9_]{16,128}", "is 16 to 128 letters and digits"),
          Field.secret(SECRET_ACCESS_KEY, "Secret access key", "The secret of the same access key.")
              .matching("\\S+", "has no spaces"),
          AwsRole.FIELDS.getFirst(),
          AwsRole.FIELDS.getLast(),
          Field.choice(
                  TEXT_LIMIT,
                  "Longest text",
                  "How long a customer's text may be; a longer one becomes several messages.",
                  List.of(
                      new Field.Option(
                          ConnectTextLimit.CHARACTERS_1024.value(), "1,024 characters"),
                      new Field.Option(ConnectTextLimit.BYTES_16384.value(), "16,384 bytes")))
              .withDefault(ConnectTextLimit.CHARACTERS_1024.value()),
          Field.text(
                  CHAT_MINUTES,
                  "Chat duration",
                  "How many minutes a chat may last; without it, 25 hours.")
              .matching(
                  "[6-9][0-9]|[1-9][0-9]{2,3}|100[0-7][0-9]|10080", "is a number from 60 to 10080")
              .optional(),
          Field.list(
                  ATTACHMENT_TYPES,
                  "File types",
                  "The extensions of files that the instance accepts; other files become links.")
              .matching("[A-Za-z0-9]{1,10}", "has 1 to 10 letters and digits")
              .optional(),
          Field.text(
                  ATTACHMENT_MEGABYTES,
                  "Largest file",
                  "The largest file that the instance accepts, in megabytes; without it, 20.")
              .matching("[1-9][0-9]?|100", "is a number from 1 to 100")
              .optional(),
          Field.choice(
                  SUPERVISORS,
                  "Supervisors' messages",
                  "Whether messages that supervisors write to the customer are sent.",
                  List.of(
                      new Field.Option("ignore", "Do not send them"),
                      new Field.Option("send", "Send them")))
              .withDefault("ignore"),
          Field.url(ENDPOINT, "Endpoint URL", "Replaces the addresses of all AWS services.")
              .optional()
              .forOperators());

  static ConnectSettings of(Settings settings) {
    var types = settings.list(ATTACHMENT_TYPES);
    return new ConnectSettings(
        settings.get(REGION),
        settings.get(INSTANCE_ID),
        settings.get(CONTACT_FLOW_ID),
        settings.get(TOPIC_ARN),
        settings.get(ACCESS_KEY_ID),
        settings.secret(SECRET_ACCESS_KEY),
        AwsRole.of(settings),
        settings.get(ENDPOINT).isBlank() ? null : settings.url(ENDPOINT),
        ConnectTextLimit.of(settings.get(TEXT_LIMIT)),
        number(settings.get(CHAT_MINUTES)),
        (types.isEmpty() ? USUAL_TYPES.lines() : types.stream())
            .map(type -> type.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()),
        MEGABYTE * megabytes(settings.get(ATTACHMENT_MEGABYTES)),
        settings.get(SUPERVISORS).equals("send"));
  }

  private static int megabytes(String entered) {
    var number = number(entered);
    return number == null ? 20 : number;
  }

  private static @Nullable Integer number(String entered) {
    return entered.matches("[0-9]{1,5}") ? Integer.valueOf(entered) : null;
  }

  static List<FieldProblem> problems(Settings settings) {
    var entered = of(settings);
    var problems = new ArrayList<>(AwsRole.problems(settings));
    if (!entered.topicArn().isEmpty() && !entered.access().hasTopic(entered.topicArn())) {
      problems.add(
          new FieldProblem(TOPIC_ARN, "Topic ARN", "must be in the region of the instance"));
    }
    return problems;
  }

  AwsAccess access() {
    return new AwsAccess(region, accessKeyId, secretAccessKey, endpoint, role);
  }

  SnsReceiver.Topic topic() {
    return new SnsReceiver.Topic(topicArn, access());
  }

  /** A topic belongs to one desk: two desks of an instance differ in it. */
  @Nullable String externalId() {
    return instanceId.isBlank()
        ? null
        : instanceId + "_" + Digests.sha256Hex(topicArn).substring(0, 12);
  }
}
