package io.wabridge.kit.client;

import io.wabridge.model.Secret;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The API of auth-service for the other services. */
interface TokenApi {

  /**
   * The bearer token of one credential of an endpoint.
   *
   * @param side "channels" or "desks"
   * @param credential empty for the endpoint's only one
   */
  @GetExchange("/internal/tokens/{side}/{id}")
  Token get(@PathVariable String side, @PathVariable String id, @RequestParam String credential);

  /** Another token in place of one that the product refused. */
  @PostExchange("/internal/tokens/{side}/{id}/renew")
  Token renew(
      @PathVariable String side,
      @PathVariable String id,
      @RequestParam String credential,
      @RequestBody Token refused);

  /** A bearer token. */
  record Token(Secret token) {}
}
