package io.wabridge.sandbox.twilio;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Writes Twilio's refusals. */
@RestControllerAdvice
class TwilioErrorAdvice {
  @ExceptionHandler
  void refused(TwilioException e, HttpServletResponse response) throws IOException {
    e.write(response);
  }
}
