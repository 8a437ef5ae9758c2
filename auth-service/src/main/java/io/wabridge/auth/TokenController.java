package io.wabridge.auth;

import io.wabridge.connectors.desk.SignInRefused;
import io.wabridge.model.ChannelId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Secret;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
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

/** Tokens for our own services. */
@RestController
@RequestMapping("/internal/tokens")
class TokenController {

  record Token(Secret token) {}

  private final DeskTokens desks;
  private final ChannelTokens channels;

  TokenController(DeskTokens desks, ChannelTokens channels) {
    this.desks = desks;
    this.channels = channels;
  }

  @GetMapping("/desks/{id}")
  Token desk(@PathVariable String id, @RequestParam(required = false) @Nullable String client)
      throws Exception {
    return new Token(desks.get(new DeskId(id), client));
  }

  @PostMapping("/desks/{id}/renew")
  Token renewDesk(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String client,
      @RequestBody Token refused)
      throws Exception {
    return new Token(desks.renew(new DeskId(id), client, refused.token()));
  }

  @GetMapping("/channels/{id}")
  Token channel(@PathVariable String id) {
    return new Token(channels.get(new ChannelId(id)));
  }

  @PostMapping("/channels/{id}/renew")
  Token renewChannel(@PathVariable String id, @RequestBody Token refused) {
    return new Token(channels.renew(new ChannelId(id), refused.token()));
  }

  /** The tenant's credentials are wrong: the caller should not come back with the same question. */
  @ExceptionHandler
  ProblemDetail refused(SignInRefused refused) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.FORBIDDEN, String.valueOf(refused.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail unreachable(IOException problem) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE,
        "The desk's sign-in cannot be reached: " + problem.getMessage());
  }
}
