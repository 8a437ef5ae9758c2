package io.wabridge.kit.client;

import io.wabridge.model.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The API of tenant-service for the other services. */
interface TenantApi {

  @GetExchange("/internal/channels/{id}")
  Channel channel(@PathVariable String id);

  @GetExchange("/internal/channels/by-number/{phoneNumberId}")
  Channel channelByNumber(@PathVariable String phoneNumberId);

  @GetExchange("/internal/desks/{id}")
  Desk desk(@PathVariable String id);

  @GetExchange("/internal/desks/by-integration/{integrationId}")
  Desk deskByIntegration(@PathVariable String integrationId);

  @GetExchange("/internal/channels/{id}/access-token")
  AccessToken accessToken(@PathVariable String id);

  @PostExchange("/internal/channels/{id}/status")
  void channelStatus(@PathVariable String id, @RequestBody ConnectionState state);

  @PostExchange("/internal/desks/{id}/status")
  void deskStatus(@PathVariable String id, @RequestBody ConnectionState state);

  /** A provider's long-lived token, as the tenant entered it. */
  record AccessToken(Secret token) {}

  /** The result of a connection test or of connecting. */
  record ConnectionState(boolean working, @Nullable String integrationId) {}
}
