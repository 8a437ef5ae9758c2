package io.wabridge.tenant.desk;

import io.wabridge.model.DeskClient;
import io.wabridge.model.Secret;
import io.wabridge.tenant.secret.Credentials;
import jakarta.validation.constraints.NotBlank;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The OAuth clients a desk has beside its first one. */
@Component
class MoreClients {

  /**
   * One more client.
   *
   * @param clientSecret may be absent where the client is known already: its secret stays
   */
  record NewClient(@NotBlank String clientId, @Nullable Secret clientSecret) {}

  private final Credentials credentials;

  MoreClients(Credentials credentials) {
    this.credentials = credentials;
  }

  /** Puts this list in the place of the one before; absent leaves it. */
  void keep(Desk desk, @Nullable List<NewClient> wanted) {
    var before = List.of(desk.moreClientIds);
    if (wanted == null) {
      if (before.contains(desk.clientId)) {
        throw namedTwice(desk.clientId);
      }
      return;
    }
    var secrets = new HashMap<String, Secret>();
    var ids = new HashSet<String>();
    for (var client : wanted) {
      if (client.clientId().equals(desk.clientId) || !ids.add(client.clientId())) {
        throw namedTwice(client.clientId());
      }
      if (client.clientSecret() != null) {
        secrets.put(secretOf(client.clientId()), client.clientSecret());
      } else if (!before.contains(client.clientId())) {
        throw new IllegalArgumentException(
            "The client " + client.clientId() + " needs its clientSecret.");
      }
    }
    desk.moreClientIds = wanted.stream().map(NewClient::clientId).toArray(String[]::new);
    credentials.keep(desk.tenantId, desk.credentials(), secrets);
    credentials.forget(
        desk.tenantId,
        desk.credentials(),
        before.stream()
            .filter(id -> !ids.contains(id))
            .map(MoreClients::secretOf)
            .collect(Collectors.toSet()));
  }

  private static IllegalArgumentException namedTwice(String id) {
    return new IllegalArgumentException("The client " + id + " is named more than once.");
  }

  List<DeskClient> of(Desk desk) {
    return Arrays.stream(desk.moreClientIds)
        .map(id ->
            new DeskClient(id, credentials.get(desk.tenantId, desk.credentials(), secretOf(id))))
        .toList();
  }

  private static String secretOf(String clientId) {
    return "clientSecret:" + clientId;
  }
}
