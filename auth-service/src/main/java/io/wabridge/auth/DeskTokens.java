package io.wabridge.auth;

import io.wabridge.connectors.desk.DeskConnectors;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Tenants;
import io.wabridge.model.DeskClient;
import io.wabridge.model.DeskId;
import io.wabridge.model.Secret;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tokens of desks: from the cache, or by signing in with the tenant's credentials. */
@Component
class DeskTokens {

  private static final Logger log = LoggerFactory.getLogger(DeskTokens.class);
  private static final Duration LONGEST = Duration.ofMinutes(55);
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final Tenants tenants;
  private final DeskConnectors connectors;
  private final TokenCache cache;
  private final SingleFlight flights = new SingleFlight();

  DeskTokens(Tenants tenants, DeskConnectors connectors, TokenCache cache) {
    this.tenants = tenants;
    this.connectors = connectors;
    this.cache = cache;
  }

  /** Of one of the desk's clients, or of its first. */
  Secret get(DeskId id, @Nullable String client) throws Exception {
    var owner = owner(id, client);
    var known = known(owner);
    return known.isPresent()
        ? known.get()
        : flights.run(
            owner.name(),
            () -> {
              var meanwhile = known(owner);
              return meanwhile.isPresent() ? meanwhile.get() : signIn(owner);
            });
  }

  /** Only the first who shows the refused token makes us sign in again. */
  Secret renew(DeskId id, @Nullable String client, Secret refused) throws Exception {
    var owner = owner(id, client);
    return flights.run(
        owner.name(),
        () -> {
          var known = known(owner);
          if (known.isPresent() && !known.get().equals(refused)) {
            return known.get();
          }
          cache.drop(key(owner.desk()), owner.name());
          return signIn(owner);
        });
  }

  private Secret signIn(Owner owner) throws Exception {
    var desk = owner.desk();
    var connector = connectors.of(desk.kind());
    var issued = connector.signIn(desk.settings().signingInAs(owner.client()));
    var life = issued.expiresIn().minus(MARGIN);
    if (life.isPositive()) {
      cache.put(
          key(desk), owner.name(), issued.token(), life.compareTo(LONGEST) < 0 ? life : LONGEST);
    }
    log.atInfo()
        .addKeyValue("tenant", desk.tenant())
        .addKeyValue("desk", desk.id())
        .addKeyValue("client", owner.client().id())
        .log("signed in at the desk");
    return issued.token();
  }

  private Owner owner(DeskId id, @Nullable String wanted) {
    var desk =
        tenants.desk(id).orElseThrow(() -> new NotFoundException("There is no desk " + id + "."));
    var clients = desk.settings().clients();
    var client =
        wanted == null
            ? clients.getFirst()
            : clients.stream()
                .filter(one -> one.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("The desk has no client " + wanted + "."));
    return new Owner(desk, client);
  }

  private Optional<Secret> known(Owner owner) {
    return cache.get(key(owner.desk()), owner.name());
  }

  /** Whose token it is. */
  private record Owner(Desk desk, DeskClient client) {

    /** The first client's token lies under the desk's own name. */
    String name() {
      return client.id().equals(desk.settings().clientId())
          ? desk.id().value()
          : desk.id() + ":" + client.id();
    }
  }

  private static String key(Desk desk) {
    return "tenant:" + desk.tenant() + ":oauth:token";
  }
}
