package io.wabridge.auth;

import io.wabridge.auth.EndpointTokens.Side;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.SignInRefused;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tokens for the internal services. */
@RestController
@RequestMapping("/internal/tokens")
class TokenController {

  record Token(Secret token) {}

  private final EndpointTokens tokens;

  TokenController(EndpointTokens tokens) {
    this.tokens = tokens;
  }

  @GetMapping("/{side}/{id}")
  Token get(
      @PathVariable String side,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String credential)
      throws Exception {
    return new Token(tokens.get(Side.of(side), id, credential));
  }

  @PostMapping("/{side}/{id}/renew")
  Token renew(
      @PathVariable String side,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String credential,
      @RequestBody Token refused)
      throws Exception {
    return new Token(tokens.renew(Side.of(side), id, credential, refused.token()));
  }

  /** The tenant's credentials are wrong: the caller should not retry. */
  @ExceptionHandler
  ProblemDetail refused(SignInRefused refused) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.FORBIDDEN, String.valueOf(refused.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail unreachable(IOException problem) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE, "The sign-in is not reachable: " + problem.getMessage());
  }
}
