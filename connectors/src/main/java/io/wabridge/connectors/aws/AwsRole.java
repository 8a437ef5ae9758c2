package io.wabridge.connectors.aws;

import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role that the access key assumes, often in an account of another owner.
 *
 * @param arn names the role
 * @param externalId what the role's owner demands of the one who assumes it; empty: nothing
 */
public record AwsRole(String arn, String externalId) {

  private static final String ROLE_ARN = "roleArn";
  private static final String EXTERNAL_ID = "roleExternalId";

  /** The fields of a form, which belong behind those of the access key. */
  public static final List<Field> FIELDS =
      List.of(
          Field.text(
                  ROLE_ARN,
                  "Role ARN",
                  "A role that the access key assumes; without it, the key itself has the"
                      + " permissions.")
              .matching(
                  "arn:aws(-cn|-us-gov)?:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]{1,576}",
                  "is the ARN of an IAM role")
              .optional(),
          Field.text(
                  EXTERNAL_ID,
                  "External ID",
                  "The external ID that the trust policy of the role demands, if it does.")
              .matching(
                  "[A-Za-z0-9_+=,.@:/-]{2,1224}",
                  "is 2 or more letters, digits or characters of _+=,.@:/-")
              .optional());

  /** Reads the fields; null: the access key itself has the permissions. */
  public static @Nullable AwsRole of(Settings settings) {
    var arn = settings.get(ROLE_ARN);
    return arn.isBlank() ? null : new AwsRole(arn, settings.get(EXTERNAL_ID));
  }

  /** An external ID without a role would have no effect. */
  public static List<FieldProblem> problems(Settings settings) {
    return settings.get(ROLE_ARN).isBlank() && !settings.get(EXTERNAL_ID).isBlank()
        ? List.of(new FieldProblem(ROLE_ARN, "Role ARN", "is required with an external ID"))
        : List.of();
  }

  /** Only the role is for logs. */
  @Override
  public String toString() {
    return "AwsRole[" + arn + "]";
  }
}
