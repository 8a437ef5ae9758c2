package io.wabridge.tenant.endpoint;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * The revision of a configuration: refuses changes of one that another person has changed since.
 */
final class Revision {

  private Revision() {}

  static String tag(int revision) {
    return "\"" + revision + "\"";
  }

  /**
   * Refuses with 412 if the caller has read another revision.
   *
   * @param ifMatch what the caller has read; null: the caller does not care
   */
  static void require(@Nullable String ifMatch, int revision, String what) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return;
    }
    for (var tag : ifMatch.split(",")) {
      if (tag.strip().equals(tag(revision))) {
        return;
      }
    }
    var problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.PRECONDITION_FAILED,
            what + " was changed by another person since you read it. Read it again.");
    problem.setProperty("code", "changed");
    throw new ErrorResponseException(HttpStatus.PRECONDITION_FAILED, problem, null);
  }
}
