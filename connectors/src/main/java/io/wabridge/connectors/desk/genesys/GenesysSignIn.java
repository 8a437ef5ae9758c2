package io.wabridge.connectors.desk.genesys;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.OutboundBody;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.IssuedToken;
import io.wabridge.model.connector.SignInRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Gets a token with client credentials. */
final class GenesysSignIn {

  /** Genesys gives two days at most. */
  private static final long LONGEST = 172_800;

  private final GenesysApi api;

  GenesysSignIn(GenesysApi api) {
    this.api = api;
  }

  IssuedToken signIn(GenesysSettings settings) throws IOException, SignInRefused {
    String credentials = settings.clientId() + ":" + settings.clientSecret().reveal();
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    OutboundBody form = OutboundBody.form("grant_type=client_credentials");
    GenesysReply reply =
        api.once(
            OutboundRequest.of("POST", GenesysApi.uri(settings.loginUrl(), "/oauth/token"), form)
                .by(GenesysApi.KIND, Operation.SIGN_IN)
                .header("Authorization", "Basic " + basic));
    if (reply.status() == 400 || reply.status() == 401) {
      throw new SignInRefused(reply.detail());
    }
    String token = Fields.word(reply.json(), "access_token");
    if (!reply.success() || token == null) {
      throw new IOException("Signing in failed: HTTP " + reply.status());
    }
    Long seconds = Fields.whole(reply.json(), "expires_in");
    return new IssuedToken(
        Secret.of(token),
        Duration.ofSeconds(seconds == null || seconds <= 0 ? 300 : Math.min(seconds, LONGEST)));
  }
}
