package io.wabridge.auth.session;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers 429 with the time to wait. */
@RestControllerAdvice
class LockedAdvice {

  @ExceptionHandler
  ResponseEntity<ProblemDetail> locked(Attempts.Locked locked) {
    return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(locked.seconds()))
        .body(locked.problem().getBody());
  }
}
