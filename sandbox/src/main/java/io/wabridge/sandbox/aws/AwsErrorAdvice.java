package io.wabridge.sandbox.aws;

import io.wabridge.sandbox.sns.TopicQueries;
import io.wabridge.sandbox.whatsapp.ProviderCalls;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Writes errors as AWS does. */
@RestControllerAdvice
@Order(0)
class AwsErrorAdvice {
  @ExceptionHandler
  void refused(AwsException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    e.write(request, response);
  }

  @ExceptionHandler
  void refused(TopicQueries.Refused e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    new AwsException(e.status(), e.code(), String.valueOf(e.getMessage())).write(request, response);
  }

  @ExceptionHandler
  void failed(ProviderCalls.Failed e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    new AwsException(502, "DependencyException", String.valueOf(e.getMessage()))
        .write(request, response);
  }
}
