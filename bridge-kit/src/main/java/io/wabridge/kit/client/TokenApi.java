package io.wabridge.kit.client;

import io.wabridge.model.Secret;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The API of auth-service for the other services. */
interface TokenApi {

  @GetExchange("/internal/tokens/desks/{id}")
  Token deskToken(@PathVariable String id, @RequestParam String client);

  @PostExchange("/internal/tokens/desks/{id}/renew")
  Token renewDeskToken(
      @PathVariable String id, @RequestParam String client, @RequestBody Token refused);

  @GetExchange("/internal/tokens/channels/{id}")
  Token channelToken(@PathVariable String id);

  @PostExchange("/internal/tokens/channels/{id}/renew")
  Token renewChannelToken(@PathVariable String id, @RequestBody Token refused);

  /** A bearer token. */
  record Token(Secret token) {}
}
