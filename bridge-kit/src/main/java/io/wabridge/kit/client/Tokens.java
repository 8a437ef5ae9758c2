package io.wabridge.kit.client;

import io.wabridge.model.ChannelId;
import io.wabridge.model.DeskClient;
import io.wabridge.model.DeskId;
import io.wabridge.model.Reason;
import io.wabridge.model.Secret;
import io.wabridge.model.TokenRefused;
import io.wabridge.model.TokenSource;
import io.wabridge.model.TokenUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.http.ProblemDetail;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.RestClientException;

/**
 * Bearer tokens for connectors, cached for seconds; auth-service caches them until they expire.
 * While auth-service is unavailable, the last token is used for ten minutes; a call that is refused
 * with it is retried later.
 */
public final class Tokens {

  private static final Duration FRESH_FOR = Duration.ofSeconds(20);

  private final TokenApi api;
  private final StaleIfErrorCache<Secret> cache =
      new StaleIfErrorCache<>(FRESH_FOR, Duration.ofMinutes(10), TokenUnavailable.class);

  Tokens(TokenApi api) {
    this.api = api;
  }

  /** Tries the desk's OAuth clients in order and uses the first that gets a token. */
  public TokenSource of(Desk desk) {
    return new FailoverTokenSource(
        desk.settings().clients().stream().map(client -> of(desk.id(), client)).toList());
  }

  public TokenSource of(DeskId desk, DeskClient client) {
    return new Source(
        "desk:" + desk + ":" + client.id(),
        () -> api.deskToken(desk.value(), client.id()).token(),
        refused ->
            api.renewDeskToken(desk.value(), client.id(), new TokenApi.Token(refused)).token(),
        Reason.UNKNOWN_DESK);
  }

  public TokenSource of(ChannelId channel) {
    return new Source(
        "channel:" + channel,
        () -> api.channelToken(channel.value()).token(),
        refused -> api.renewChannelToken(channel.value(), new TokenApi.Token(refused)).token(),
        Reason.TOKEN_MISSING);
  }

  void invalidate() {
    cache.invalidateAll();
  }

  private final class Source implements TokenSource {

    private final String key;
    private final Supplier<Secret> ask;
    private final UnaryOperator<Secret> renew;
    private final Reason nothing;

    Source(String key, Supplier<Secret> ask, UnaryOperator<Secret> renew, Reason nothing) {
      this.key = key;
      this.ask = ask;
      this.renew = renew;
      this.nothing = nothing;
    }

    @Override
    public Secret token() {
      return cache.get(key, () -> Optional.of(call(ask))).orElseThrow();
    }

    @Override
    public Secret renew(Secret refused) {
      var token = call(() -> renew.apply(refused));
      cache.put(key, token);
      return token;
    }

    private Secret call(Supplier<Secret> call) {
      try {
        return call.get();
      } catch (HttpClientErrorException.Forbidden e) {
        throw new TokenRefused(Reason.DESK_SIGN_IN, problemDetail(e));
      } catch (HttpClientErrorException.NotFound e) {
        throw new TokenRefused(nothing, problemDetail(e));
      } catch (HttpServerErrorException.ServiceUnavailable e) {
        throw new TokenUnavailable(Reason.UNAVAILABLE, problemDetail(e), e);
      } catch (RestClientException e) {
        throw new TokenUnavailable(Reason.SERVICE_DOWN, "auth-service is unavailable", e);
      }
    }

    /** Maps a problem of auth-service to the reason of a failure. */
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
}
