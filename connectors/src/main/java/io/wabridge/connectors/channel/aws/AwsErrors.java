package io.wabridge.connectors.channel.aws;

import io.wabridge.connectors.ErrorTable;
import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.aws.AwsReply;
import io.wabridge.connectors.meta.MetaReply;
import io.wabridge.model.Reason;
import tools.jackson.databind.node.ObjectNode;

/** Maps answers of AWS to outcomes and reasons: errors.csv beside this class. */
final class AwsErrors {

  private static final ErrorTable TABLE = ErrorTable.beside(AwsErrors.class);

  private AwsErrors() {}

  static Meaning meaning(AwsReply reply) {
    var status = String.valueOf(reply.status());
    return TABLE
        .first(reply.type(), status, status.charAt(0) + "xx")
        .orElseGet(() -> new Meaning.Unknown(Reason.OTHER_SIDE));
  }

  /** The answer as a carrier's: a refusal, or this JSON. */
  static MetaReply reply(AwsReply reply, ObjectNode json) {
    return reply.success()
        ? MetaReply.of(reply.status(), json, reply.retryAfter())
        : refused(reply);
  }

  static MetaReply refused(AwsReply reply) {
    return MetaReply.refused(
        reply.status(), OutsideJson.object(), reply.retryAfter(), reply.error(), meaning(reply));
  }
}
