package io.wabridge.kit;

import io.wabridge.kit.lane.ConfirmedChannel;
import io.wabridge.kit.resilience.QuotaExceededException;
import io.wabridge.kit.store.StoreUnavailable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.RestClientException;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Renders refusals of an endpoint with their cause as problem details (RFC 9457). */
@RestControllerAdvice
class ProblemDetailsAdvice extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemDetailsAdvice.class);

  /** Names every field that is wrong. */
  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException refusal,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var fields =
        refusal.getBindingResult().getFieldErrors().stream()
            .map(error -> error.getField() + " " + error.getDefaultMessage())
            .sorted()
            .toList();
    refusal.getBody().setDetail("Not as expected: " + String.join("; ", fields) + ".");
    return handleExceptionInternal(refusal, refusal.getBody(), headers, status, request);
  }

  /** Reports where the JSON is not as expected; never repeats its values. */
  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException refusal,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var malformed = refusal.getMostSpecificCause() instanceof StreamReadException;
    var detail =
        switch (malformed ? null : refusal.getCause()) {
          case UnrecognizedPropertyException unknown ->
              Unknown.of("field", unknown.getPropertyName(), "fields", names(unknown));
          case MismatchedInputException json
              when json.getTargetType() != null
                  && json.getTargetType().isEnum()
                  && !json.getPath().isEmpty() ->
              "The field "
                  + json.getPath().getLast().getPropertyName()
                  + " is not as expected; it is one of: "
                  + String.join(", ", values(json.getTargetType()))
                  + ".";
          case DatabindException json when !json.getPath().isEmpty() ->
              "The field " + json.getPath().getLast().getPropertyName() + " is not as expected.";
          case null, default -> "The body is not the JSON expected here.";
        };
    var body = ProblemDetail.forStatusAndDetail(status, detail);
    return handleExceptionInternal(refusal, body, headers, status, request);
  }

  /** The constants of an enum, as they are in JSON. */
  private static List<String> values(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> JsonMapper.shared().convertValue(constant, String.class))
        .toList();
  }

  private static List<String> names(UnrecognizedPropertyException unknown) {
    var known = unknown.getKnownPropertyIds();
    return known == null ? List.of() : known.stream().map(String::valueOf).toList();
  }

  @ExceptionHandler(NotFoundException.class)
  ProblemDetail notFound(NotFoundException refusal) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, detail(refusal));
  }

  @ExceptionHandler(ConflictException.class)
  ProblemDetail conflict(ConflictException refusal) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, detail(refusal));
  }

  /** Nothing was saved; the sender retries. */
  @ExceptionHandler(QuotaExceededException.class)
  ResponseEntity<ProblemDetail> quotaExceeded(QuotaExceededException refusal) {
    return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(refusal.retryAfter()))
        .body(ProblemDetail.forStatusAndDetail(HttpStatus.TOO_MANY_REQUESTS, detail(refusal)));
  }

  /** Concurrent requests conflict, or a constraint is violated that was not checked before. */
  @ExceptionHandler(DataIntegrityViolationException.class)
  ProblemDetail integrityViolation(DataIntegrityViolationException refusal) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.CONFLICT, "This conflicts with existing data.");
  }

  /** An internal service does not answer; the caller may retry. */
  @ExceptionHandler({RestClientException.class, ConfirmedChannel.NotConfirmed.class})
  ProblemDetail serviceUnavailable(RuntimeException refusal) {
    log.atError().log("an internal service is unavailable: {}", refusal.getMessage());
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE, "A part of the bridge cannot be reached right now.");
  }

  /** The object store does not answer; the caller may retry. */
  @ExceptionHandler(StoreUnavailable.class)
  ProblemDetail storeUnavailable(StoreUnavailable refusal) {
    log.atError().log("the object store is unavailable: {}", refusal.getMessage());
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE, "Files cannot be read right now.");
  }

  /**
   * The database is unavailable, or all connections are in use: one log line without a stack trace.
   */
  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    CannotCreateTransactionException.class,
    TransactionSystemException.class
  })
  ProblemDetail databaseUnavailable(RuntimeException refusal) {
    log.atError()
        .log(
            "the database is unavailable: {}",
            NestedExceptionUtils.getMostSpecificCause(refusal).getMessage());
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE, "A part of the bridge cannot be reached right now.");
  }

  @ExceptionHandler(IllegalArgumentException.class)
  ProblemDetail badRequest(IllegalArgumentException refusal) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail(refusal));
  }

  private static String detail(Exception refusal) {
    var message = refusal.getMessage();
    return message == null ? "The request cannot be understood." : message;
  }
}
