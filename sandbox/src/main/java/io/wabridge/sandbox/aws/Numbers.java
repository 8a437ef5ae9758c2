package io.wabridge.sandbox.aws;

import io.wabridge.sandbox.Json;
import jakarta.servlet.http.HttpServletRequest;
import tools.jackson.databind.JsonNode;

/** Which number a call is about. */
final class Numbers {
  private Numbers() {}

  /** The account of the caller, if the call names its number: by AWS's id, or by its ARN. */
  static AwsAccount account(HttpServletRequest request, JsonNode asked) {
    AwsAccount account = SignedCalls.account(request);
    String id = Json.text(asked, "originationPhoneNumberId", "");
    if (!id.matches("phone-number-id-[0-9a-f]{32}|arn:.*:phone-number-id/[0-9a-f]{32}")) {
      throw AwsException.validation("originationPhoneNumberId is not valid: " + id);
    }
    if (!id.equals(account.originationPhoneNumberId())
        && !id.equals(account.arn("phone-number-id"))) {
      throw AwsException.notFound("There is no phone number " + id);
    }
    return account;
  }
}
