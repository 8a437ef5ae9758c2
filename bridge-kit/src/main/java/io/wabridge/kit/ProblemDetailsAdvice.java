package io.wabridge.kit;

import io.wabridge.kit.lane.ConfirmedChannel;
import io.wabridge.kit.resilience.QuotaExceededException;
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
import tools.jackson.databind.DatabindException;

/** Says what an endpoint refuses, and why, as problem details (RFC 9457). */
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

  /** Says where the JSON stops being what we understand; never repeats its values. */
  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException refusal,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var detail =
        refusal.getMostSpecificCause() instanceof DatabindException json
                && !json.getPath().isEmpty()
            ? "The field " + json.getPath().getLast().getPropertyName() + " is not as expected."
            : "The body is not the JSON expected here.";
    var body = ProblemDetail.forStatusAndDetail(status, detail);
    return handleExceptionInternal(refusal, body, headers, status, request);
  }

  @ExceptionHandler(NotFoundException.class)
  ProblemDetail notFound(NotFoundException refusal) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, detail(refusal));
  }

  @ExceptionHandler(ConflictException.class)
  ProblemDetail conflict(ConflictException refusal) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, detail(refusal));
  }

  /** Nothing of it was kept: whoever sent it comes again. */
  @ExceptionHandler(QuotaExceededException.class)
  ResponseEntity<ProblemDetail> quotaExceeded(QuotaExceededException refusal) {
    return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(refusal.retryAfter()))
        .body(ProblemDetail.forStatusAndDetail(HttpStatus.TOO_MANY_REQUESTS, detail(refusal)));
  }

  /** Two asked for the same at once, or what nobody looked for before: the database knows. */
  @ExceptionHandler(DataIntegrityViolationException.class)
  ProblemDetail integrityViolation(DataIntegrityViolationException refusal) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.CONFLICT, "This contradicts what is already there.");
  }

  /** Something of ours does not answer right now: whoever asked may come again. */
  @ExceptionHandler({RestClientException.class, ConfirmedChannel.NotConfirmed.class})
  ProblemDetail serviceUnavailable(RuntimeException refusal) {
    log.atError().log("cannot answer right now: {}", refusal.getMessage());
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE, "A part of the bridge cannot be reached right now.");
  }

  /** The database is away, or all connections to it are in use: one line, and no stack trace. */
  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    CannotCreateTransactionException.class,
    TransactionSystemException.class
  })
  ProblemDetail databaseUnavailable(RuntimeException refusal) {
    log.atError()
        .log(
            "the database cannot answer: {}",
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
