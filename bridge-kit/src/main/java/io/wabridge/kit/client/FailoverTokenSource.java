package io.wabridge.kit.client;

import io.wabridge.model.Secret;
import io.wabridge.model.TokenRefused;
import io.wabridge.model.TokenSource;
import java.util.List;

/** Tries several token sources in order and uses the first that gets a token. */
final class FailoverTokenSource implements TokenSource {

  private final List<TokenSource> sources;
  private int current;

  FailoverTokenSource(List<TokenSource> sources) {
    this.sources = sources;
  }

  @Override
  public synchronized Secret token() {
    while (true) {
      try {
        return sources.get(current).token();
      } catch (TokenRefused e) {
        next(e);
      }
    }
  }

  @Override
  public synchronized Secret renew(Secret refused) {
    try {
      return sources.get(current).renew(refused);
    } catch (TokenRefused e) {
      next(e);
      return token();
    }
  }

  private void next(TokenRefused last) {
    if (current + 1 == sources.size()) {
      throw last;
    }
    current++;
  }
}
