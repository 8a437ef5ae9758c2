package io.wabridge.gateway;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Writes the refusal of a filter as problem details. */
public final class ProblemWriter {

  private ProblemWriter() {}

  /** The detail is a constant text and needs no escaping. */
  public static void write(HttpServletResponse response, HttpStatus status, String detail)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response
        .getWriter()
        .write(
            """
            {"type":"about:blank","title":"%s","status":%d,"detail":"%s"}\
            """
                .formatted(status.getReasonPhrase(), status.value(), detail));
  }
}
