package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Writes errors as an ErrorBody whose contextId is the correlation id. */
@RestControllerAdvice
class GenesysErrors {
  @ExceptionHandler
  void genesys(GenesysException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(e, request, response);
  }

  @ExceptionHandler
  void json(JacksonException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(
        GenesysException.badRequest(
            "The request could not be understood by the server due to malformed syntax."),
        request,
        response);
  }

  @ExceptionHandler
  void unknown(NoHandlerFoundException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(GenesysException.notFound(e.getRequestURL()), request, response);
  }

  static void write(GenesysException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ObjectNode body = Json.object().put("message", e.message()).put("code", e.code());
    body.put("status", e.status());
    body.put("contextId", String.valueOf(request.getAttribute(Correlation.ID)));
    body.putArray("details");
    body.putArray("errors");
    response.setStatus(e.status());
    if (e.retryAfter() > 0) {
      response.setHeader("Retry-After", Long.toString(e.retryAfter()));
    }
    response.setContentType("application/json");
    response.getOutputStream().write(Json.bytes(body));
  }
}
