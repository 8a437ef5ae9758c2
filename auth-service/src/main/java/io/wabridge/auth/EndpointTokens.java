package io.wabridge.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Announcements;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Channel.FormerProvider;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Endpoint;
import io.wabridge.kit.client.Endpoints;
import io.wabridge.kit.client.RefusedTokens;
import io.wabridge.kit.client.Tenants;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.DeskConnector;
import io.wabridge.model.connector.SignsIn;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tokens of endpoints: from the cache, by signing in, or as the tenant entered them. A token that
 * was entered is read again when the product refuses it, in case it was replaced.
 */
@Component
class EndpointTokens {

  private static final Logger log = LoggerFactory.getLogger(EndpointTokens.class);
  private static final Duration LONGEST_SIGN_IN = Duration.ofMinutes(55);
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final Duration ENTERED = Duration.ofHours(24);

  private final Tenants tenants;
  private final Connectors<ChannelConnector> channels;
  private final Connectors<DeskConnector> desks;
  private final TokenCache cache;
  private final RefusedTokens refusedTokens;
  private final Announcements announcements;
  // one request for a token at a time; weak, so that locks of deleted endpoints are removed
  private final Cache<String, ReentrantLock> locks = Caffeine.newBuilder().weakValues().build();

  EndpointTokens(
      Tenants tenants,
      Connectors<ChannelConnector> channels,
      Connectors<DeskConnector> desks,
      TokenCache cache,
      RefusedTokens refusedTokens,
      Announcements announcements) {
    this.tenants = tenants;
    this.channels = channels;
    this.desks = desks;
    this.cache = cache;
    this.refusedTokens = refusedTokens;
    this.announcements = announcements;
  }

  /** The token of a credential; empty: of the endpoint's first. */
  Secret get(Side side, String id, String credential) throws Exception {
    var owner = owner(side, id, credential);
    var cached = cached(owner);
    return cached.isPresent() ? cached.get() : locked(owner, () -> orNew(owner, cached(owner)));
  }

  /** Another token in place of the refused one: only the first caller causes a request. */
  Secret renew(Side side, String id, String credential, Secret refused) throws Exception {
    var owner = owner(side, id, credential);
    return locked(
        owner,
        () -> {
          var cached = cached(owner).filter(token -> !token.equals(refused));
          if (cached.isPresent()) {
            return cached.get();
          }
          cache.drop(owner.key(), owner.name());
          var renewed = orNew(owner, Optional.empty());
          if (!renewed.equals(refused)) {
            announcements.announceRefusedToken(owner.fingerprint(refused));
          }
          return renewed;
        });
  }

  /** The side of the bridge that an endpoint is on. */
  enum Side {
    CHANNELS,
    DESKS;

    /** By its name in addresses. */
    static Side of(String name) {
      return switch (name) {
        case "channels" -> CHANNELS;
        case "desks" -> DESKS;
        default -> throw new NotFoundException("There is no side " + name + ".");
      };
    }
  }

  /** The owner of a token. */
  private record Owner(Side side, Endpoint endpoint, Connector connector, String credential) {

    /** The field in Redis; the first credential's is the endpoint's own id. */
    String name() {
      return credential.equals(endpoint.settings().credential()) && !FormerProvider.owns(credential)
          ? endpoint.endpointId()
          : endpoint.endpointId() + ":" + credential;
    }

    String fingerprint(Secret token) {
      return RefusedTokens.fingerprint(endpoint.endpointId(), credential, token);
    }

    String key() {
      return "tenant:"
          + endpoint.tenant()
          + switch (side) {
            case CHANNELS -> ":whatsapp:token";
            case DESKS -> ":oauth:token";
          };
    }
  }

  private Owner owner(Side side, String id, String credential) {
    Optional<Endpoint> endpoint =
        switch (side) {
          case CHANNELS ->
              tenants.channels().find(id).map(channel -> withCredential(channel, credential));
          case DESKS -> tenants.desks().find(id).map(Endpoint.class::cast);
        };
    var found =
        endpoint.orElseThrow(() -> new NotFoundException("There is no endpoint " + id + "."));
    var wanted = credential.isEmpty() ? found.settings().credential() : credential;
    if (!found.settings().credentials().contains(wanted)) {
      throw new NotFoundException("The endpoint has no credential " + credential + ".");
    }
    Connector connector =
        switch (found) {
          case Channel _ -> channels.of(found.kind());
          case Desk _ -> desks.of(found.kind());
        };
    return new Owner(side, found, connector, wanted);
  }

  /** The channel at its former provider, if the credential is of that one. */
  private static Endpoint withCredential(Channel channel, String credential) {
    return FormerProvider.owns(credential) ? channel.atFormerProvider().orElse(channel) : channel;
  }

  private Optional<Secret> cached(Owner owner) {
    return cache
        .get(owner.key(), owner.name())
        .filter(token -> !refusedTokens.contains(owner.fingerprint(token)));
  }

  private Secret orNew(Owner owner, Optional<Secret> cached) throws Exception {
    if (cached.isPresent()) {
      return cached.get();
    }
    var token =
        owner.connector() instanceof SignsIn signsIn ? signIn(owner, signsIn) : entered(owner);
    refusedTokens.remove(owner.fingerprint(token));
    return token;
  }

  private Secret signIn(Owner owner, SignsIn signsIn) throws Exception {
    var issued = signsIn.signIn(owner.endpoint().settings().as(owner.credential()));
    var life = issued.expiresIn().minus(MARGIN);
    if (life.isPositive()) {
      cache.put(
          owner.key(),
          owner.name(),
          issued.token(),
          life.compareTo(LONGEST_SIGN_IN) < 0 ? life : LONGEST_SIGN_IN);
    }
    log.atInfo()
        .addKeyValue("tenant", owner.endpoint().tenant())
        .addKeyValue("endpoint", owner.endpoint().endpointId())
        .addKeyValue("credential", owner.credential())
        .log("signed in");
    return issued.token();
  }

  private Secret entered(Owner owner) {
    var endpoint = owner.endpoint();
    Endpoints<?> endpoints =
        switch (owner.side()) {
          case CHANNELS -> tenants.channels();
          case DESKS -> tenants.desks();
        };
    var token =
        endpoints
            .token(endpoint.endpointId(), owner.credential())
            .orElseThrow(() -> new NotFoundException("No access token was entered."));
    cache.put(owner.key(), owner.name(), token, ENTERED);
    return token;
  }

  private <T> T locked(Owner owner, Callable<T> call) throws Exception {
    var lock = locks.get(owner.key() + owner.name(), _ -> new ReentrantLock());
    lock.lock();
    try {
      return call.call();
    } finally {
      lock.unlock();
    }
  }
}
