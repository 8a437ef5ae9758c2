package io.wabridge.model;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a tenant entered for one desk.
 *
 * @param integrationId the desk's own id of the inbox; empty before it was connected
 * @param moreClients further OAuth clients that share the load with the first
 */
public record DeskSettings(
    String integrationId,
    URI loginUrl,
    URI apiUrl,
    String clientId,
    Secret clientSecret,
    Secret webhookSecret,
    List<DeskClient> moreClients) {

  public DeskSettings {
    moreClients = moreClients == null ? List.of() : List.copyOf(moreClients);
  }

  /** All clients, the first one first. */
  public List<DeskClient> clients() {
    return Stream.concat(Stream.of(new DeskClient(clientId, clientSecret)), moreClients.stream())
        .toList();
  }

  /** The same desk, signed in at with this client alone. */
  public DeskSettings signingInAs(DeskClient client) {
    return new DeskSettings(
        integrationId, loginUrl, apiUrl, client.id(), client.secret(), webhookSecret, List.of());
  }
}
