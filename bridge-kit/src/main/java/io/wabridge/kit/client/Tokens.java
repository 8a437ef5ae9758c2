package io.wabridge.kit.client;

import io.wabridge.model.Reason;
import io.wabridge.model.Secret;
import io.wabridge.model.TokenRefused;
import io.wabridge.model.TokenSource;
import io.wabridge.model.TokenUnavailable;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.SignsIn;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.ProblemDetail;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.RestClientException;

/**
 * Bearer tokens for connectors, cached for seconds; auth-service caches them until they expire.
 * While auth-service is unavailable, the last token is used for ten minutes; a call that is refused
 * with it is retried later. A token that was refused and replaced is not used again by any process.
 */
public final class Tokens {

  private static final Duration FRESH_FOR = Duration.ofSeconds(20);
  private static final Duration STALE_FOR = Duration.ofMinutes(10);

  private final TokenApi api;
  private final RefusedTokens refusedTokens;
  private final StaleIfErrorCache<CredentialKey, Secret> cache;

  private record CredentialKey(String side, String id, String credential) {}

  Tokens(TokenApi api, RefusedTokens refusedTokens) {
    this.api = api;
    this.refusedTokens = refusedTokens;
    this.cache =
        new StaleIfErrorCache<>(
            FRESH_FOR,
            STALE_FOR,
            TokenUnavailable.class,
            key ->
                Optional.of(call(() -> api.get(key.side(), key.id(), key.credential()).token())));
  }

  /** The token of the endpoint's first credential that is accepted. */
  public TokenSource of(Endpoint endpoint, Connector connector) {
    return new FailoverTokenSource(
        endpoint.settings().credentials().stream()
            .map(credential -> of(endpoint, credential, connector))
            .toList());
  }

  /** The token of one credential; a connector that needs no token gets none. */
  public TokenSource of(Endpoint endpoint, String credential, Connector connector) {
    if (!(connector instanceof SignsIn) && connector.info().tokenField() == null) {
      return NoToken.NEEDED;
    }
    var side = endpoint instanceof Channel ? "channels" : "desks";
    return new Source(new CredentialKey(side, endpoint.endpointId(), credential));
  }

  void invalidate() {
    cache.invalidateAll();
  }

  /** The token of a product that needs none. */
  private enum NoToken implements TokenSource {
    NEEDED;

    @Override
    public Secret token() {
      return Secret.of("");
    }

    @Override
    public Secret renew(Secret refused) {
      return refused;
    }
  }

  private final class Source implements TokenSource {

    private final CredentialKey key;

    Source(CredentialKey key) {
      this.key = key;
    }

    @Override
    public Secret token() {
      var token = cache.get(key).orElseThrow();
      return refusedTokens.contains(fingerprint(token)) ? renew(token) : token;
    }

    @Override
    public Secret renew(Secret refused) {
      var token =
          call(() ->
              api.renew(key.side(), key.id(), key.credential(), new TokenApi.Token(refused))
                  .token());
      cache.put(key, token);
      if (token.equals(refused)) {
        refusedTokens.remove(fingerprint(token));
      } else {
        refusedTokens.add(fingerprint(refused));
      }
      return token;
    }

    private String fingerprint(Secret token) {
      return RefusedTokens.fingerprint(key.id(), key.credential(), token);
    }
  }

  private static Secret call(Supplier<Secret> call) {
    try {
      return call.get();
    } catch (HttpClientErrorException.Forbidden e) {
      throw new TokenRefused(Reason.DESK_SIGN_IN, problemDetail(e));
    } catch (HttpClientErrorException.NotFound e) {
      throw new TokenRefused(Reason.TOKEN_MISSING, problemDetail(e));
    } catch (HttpServerErrorException.ServiceUnavailable e) {
      throw new TokenUnavailable(Reason.UNAVAILABLE, problemDetail(e), e);
    } catch (RestClientException e) {
      throw new TokenUnavailable(Reason.SERVICE_DOWN, "auth-service is unavailable", e);
    }
  }

  /** The detail that auth-service gives, or its whole answer. */
  private static String problemDetail(HttpStatusCodeException e) {
    try {
      var problem = e.getResponseBodyAs(ProblemDetail.class);
      if (problem != null && problem.getDetail() != null) {
        return problem.getDetail();
      }
    } catch (RestClientException _) {
      // no problem detail: use the body
    }
    return e.getResponseBodyAsString();
  }
}
