package io.wabridge.sandbox.dialog360;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Writes the refusals of 360dialog's own calls. */
@RestControllerAdvice
class GatewayErrors {
  @ExceptionHandler
  void refused(GatewayException e, HttpServletResponse response) throws IOException {
    e.write(response);
  }
}
