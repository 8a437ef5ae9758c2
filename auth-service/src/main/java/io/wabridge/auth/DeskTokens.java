package io.wabridge.auth;

import io.wabridge.connectors.desk.DeskConnectors;
import io.wabridge.kit.NotThere;
import io.wabridge.kit.memory.Desk;
import io.wabridge.kit.memory.Tenants;
import io.wabridge.model.DeskId;
import io.wabridge.model.Secret;
import java.time.Duration;
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

  Secret get(DeskId id) throws Exception {
    var desk = desk(id);
    var known = cache.get(key(desk), id.value());
    return known.isPresent()
        ? known.get()
        : flights.run(
            id.value(),
            () -> {
              var meanwhile = cache.get(key(desk), id.value());
              return meanwhile.isPresent() ? meanwhile.get() : signIn(desk);
            });
  }

  /** Only the first who shows the refused token makes us sign in again. */
  Secret renew(DeskId id, Secret refused) throws Exception {
    var desk = desk(id);
    return flights.run(
        id.value(),
        () -> {
          var known = cache.get(key(desk), id.value());
          if (known.isPresent() && !known.get().equals(refused)) {
            return known.get();
          }
          cache.drop(key(desk), id.value());
          return signIn(desk);
        });
  }

  private Secret signIn(Desk desk) throws Exception {
    var connector = connectors.of(desk.kind());
    var issued = connector.signIn(desk.settings());
    var life = issued.expiresIn().minus(MARGIN);
    if (life.isPositive()) {
      cache.put(
          key(desk),
          desk.id().value(),
          issued.token(),
          life.compareTo(LONGEST) < 0 ? life : LONGEST);
    }
    log.atInfo()
        .addKeyValue("tenant", desk.tenant())
        .addKeyValue("desk", desk.id())
        .log("signed in at the desk");
    return issued.token();
  }

  private Desk desk(DeskId id) {
    return tenants.desk(id).orElseThrow(() -> new NotThere("There is no desk " + id + "."));
  }

  private static String key(Desk desk) {
    return "tenant:" + desk.tenant() + ":oauth:token";
  }
}
