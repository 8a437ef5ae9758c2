package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.sns.TopicQueries;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Writes errors as AWS does: JSON with a header, and XML for SNS. */
@RestControllerAdvice
class ConnectErrors {
  @ExceptionHandler
  void refused(ConnectException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(e, request, response);
  }

  @ExceptionHandler
  void refused(TopicQueries.Refused e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(
        ConnectException.of(e.status(), e.code(), String.valueOf(e.getMessage())),
        request,
        response);
  }

  @ExceptionHandler({JacksonException.class, HttpMessageNotReadableException.class})
  void json(HttpServletRequest request, HttpServletResponse response) throws IOException {
    write(
        ConnectException.of(400, "SerializationException", "The body is not readable JSON"),
        request,
        response);
  }

  @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
  void unknown(HttpServletRequest request, HttpServletResponse response) throws IOException {
    write(
        ConnectException.of(404, "UnknownOperationException", "There is no such operation"),
        request,
        response);
  }

  static void write(ConnectException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(e.status());
    if (request.getRequestURI().equals("/")) {
      response.setContentType("text/xml");
      String xml =
          "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender"
              + "</Type><Code>"
              + e.type().replace("Exception", "")
              + "</Code><Message>"
              + e.getMessage()
              + "</Message></Error><RequestId>sandbox</RequestId></ErrorResponse>";
      response.getOutputStream().write(xml.getBytes(StandardCharsets.UTF_8));
      return;
    }
    response.setContentType("application/json");
    response.setHeader(
        "x-amzn-ErrorType", e.type() + ":http://internal.amazon.com/coral/com.amazonaws.connect/");
    response.getOutputStream().write(Json.bytes(Json.object().put("Message", e.getMessage())));
  }
}
