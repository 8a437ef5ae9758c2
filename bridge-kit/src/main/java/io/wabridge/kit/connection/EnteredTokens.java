package io.wabridge.kit.connection;

import io.wabridge.model.Reason;
import io.wabridge.model.Secret;
import io.wabridge.model.TokenRefused;
import io.wabridge.model.TokenSource;
import io.wabridge.model.TokenUnavailable;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.SignInRefused;
import io.wabridge.model.connector.SignsIn;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bearer token of settings that are not saved: auth-service does not know them. */
final class EnteredTokens implements TokenSource {

  private final Connector connector;
  private final Settings settings;
  private final Map<String, Secret> entered;
  private @Nullable Secret issued;

  EnteredTokens(Connector connector, Settings settings, Map<String, Secret> entered) {
    this.connector = connector;
    this.settings = settings;
    this.entered = entered;
  }

  @Override
  public Secret token() {
    var first = settings.credential();
    if (!(connector instanceof SignsIn signsIn)) {
      return entered.getOrDefault(first, Secret.of(""));
    }
    if (issued == null) {
      issued = signIn(signsIn, settings.as(first));
    }
    return issued;
  }

  @Override
  public Secret renew(Secret refused) {
    return refused;
  }

  private static Secret signIn(SignsIn signsIn, Settings credential) {
    try {
      return signsIn.signIn(credential).token();
    } catch (SignInRefused e) {
      throw new TokenRefused(Reason.DESK_SIGN_IN, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new TokenUnavailable(Reason.UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }
}
