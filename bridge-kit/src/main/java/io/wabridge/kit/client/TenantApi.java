package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.ChannelEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The API of tenant-service for the other services. */
interface TenantApi {

  @GetExchange("/internal/channels/{id}")
  Channel channel(@PathVariable String id);

  @GetExchange("/internal/channels/by-external-id/{kind}/{externalId}")
  Channel channelByExternalId(@PathVariable String kind, @PathVariable String externalId);

  @GetExchange("/internal/channels/{id}/token")
  EnteredToken channelToken(@PathVariable String id, @RequestParam String credential);

  @PostExchange("/internal/channels/{id}/status")
  void channelStatus(@PathVariable String id, @RequestBody ConnectionState state);

  @PostExchange("/internal/channels/{id}/conditions")
  void channelConditions(
      @PathVariable String id, @RequestBody ChannelEvent.ConditionsChanged changed);

  @GetExchange("/internal/desks/{id}")
  Desk desk(@PathVariable String id);

  @GetExchange("/internal/desks/by-external-id/{kind}/{externalId}")
  Desk deskByExternalId(@PathVariable String kind, @PathVariable String externalId);

  @GetExchange("/internal/desks/{id}/token")
  EnteredToken deskToken(@PathVariable String id, @RequestParam String credential);

  @PostExchange("/internal/desks/{id}/status")
  void deskStatus(@PathVariable String id, @RequestBody ConnectionState state);

  @PostExchange("/internal/channels/{id}/credentials")
  void channelCredentials(@PathVariable String id, @RequestBody CredentialState state);

  @PostExchange("/internal/desks/{id}/credentials")
  void deskCredentials(@PathVariable String id, @RequestBody CredentialState state);

  /**
   * Whether deliveries can use the credentials.
   *
   * @param refusal why all of them are refused; null: one is accepted
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CredentialState(@Nullable String refusal) {}

  /** A bearer token as it was entered. */
  record EnteredToken(Secret token) {}

  /**
   * The result of a connection test or of connecting.
   *
   * @param learned settings that the product returned
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record ConnectionState(boolean working, Map<String, String> learned) {
    public ConnectionState {
      learned = learned == null ? Map.of() : Map.copyOf(learned);
    }
  }
}
