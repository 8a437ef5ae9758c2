package io.wabridge.kit.memory;

import io.wabridge.model.ChannelId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Secret;
import io.wabridge.model.TokenRefused;
import io.wabridge.model.TokenSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Bearer tokens for connectors, held for seconds; auth-service holds them for as long as they live.
 */
public final class Tokens {

  private static final Duration HELD = Duration.ofSeconds(20);

  private final TokenApi api;
  private final Map<String, Held> held = new ConcurrentHashMap<>();

  private record Held(Secret token, Instant until) {}

  Tokens(TokenApi api) {
    this.api = api;
  }

  public TokenSource of(DeskId desk) {
    return new Source(
        "desk:" + desk,
        () -> api.deskToken(desk.value()).token(),
        refused -> api.renewDeskToken(desk.value(), new TokenApi.Token(refused)).token());
  }

  public TokenSource of(ChannelId channel) {
    return new Source(
        "channel:" + channel,
        () -> api.channelToken(channel.value()).token(),
        refused -> api.renewChannelToken(channel.value(), new TokenApi.Token(refused)).token());
  }

  void forget() {
    held.clear();
  }

  private final class Source implements TokenSource {

    private final String key;
    private final Supplier<Secret> ask;
    private final UnaryOperator<Secret> renew;

    Source(String key, Supplier<Secret> ask, UnaryOperator<Secret> renew) {
      this.key = key;
      this.ask = ask;
      this.renew = renew;
    }

    @Override
    public Secret token() {
      var known = held.get(key);
      return known != null && Instant.now().isBefore(known.until())
          ? known.token()
          : hold(got(ask));
    }

    @Override
    public Secret renew(Secret refused) {
      return hold(got(() -> renew.apply(refused)));
    }

    private static Secret got(Supplier<Secret> call) {
      try {
        return call.get();
      } catch (HttpClientErrorException.Forbidden | HttpClientErrorException.NotFound e) {
        throw new TokenRefused(e.getResponseBodyAsString());
      }
    }

    private Secret hold(Secret token) {
      held.put(key, new Held(token, Instant.now().plus(HELD)));
      return token;
    }
  }
}
