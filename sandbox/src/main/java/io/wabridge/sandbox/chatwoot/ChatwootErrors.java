package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Writes errors as Chatwoot does. */
@RestControllerAdvice
class ChatwootErrors {
  @ExceptionHandler
  void chatwoot(ChatwootException e, HttpServletResponse response) throws IOException {
    write(e, response);
  }

  @ExceptionHandler
  void json(JacksonException e, HttpServletResponse response) throws IOException {
    write(ChatwootException.error(400, "There was a problem in the JSON you submitted"), response);
  }

  @ExceptionHandler({
    NoHandlerFoundException.class,
    NoResourceFoundException.class,
    MethodArgumentTypeMismatchException.class
  })
  void unknown(HttpServletResponse response) throws IOException {
    write(ChatwootException.notFound(), response);
  }

  static void write(ChatwootException e, HttpServletResponse response) throws IOException {
    response.setStatus(e.status());
    response.setContentType("application/json");
    response.getOutputStream().write(Json.bytes(e.body()));
  }
}
