package io.wabridge.kit.connection;

import io.wabridge.model.TokenRefused;
import io.wabridge.model.TokenUnavailable;
import io.wabridge.model.connector.Checks;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Probe;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call of a connector that sets something up; a token that cannot be issued is a finding, too.
 */
final class ConnectorCall {

  private ConnectorCall() {}

  static Connected tried(Context context, Function<Context, Connected> call) {
    try {
      return call.apply(context);
    } catch (TokenRefused e) {
      return failed(e.getMessage(), "Enter the credentials again.");
    } catch (TokenUnavailable e) {
      return failed(e.getMessage(), "Try again; if the error persists, check the address.");
    }
  }

  /**
   * What the connector's own test finds.
   *
   * @param address of the endpoint's webhooks; null: it is not saved
   */
  static Connected checked(Connector connector, @Nullable URI address, Context context) {
    if (!(connector instanceof Checks checks)) {
      return nothingToDo("check");
    }
    return tried(
        context,
        known ->
            new Connected(
                address == null ? checks.check(known) : checks.check(address, known), Map.of()));
  }

  static Connected nothingToDo(String what) {
    return new Connected(
        List.of(Probe.ok("Connection", "There is nothing to " + what + " at this product.")),
        Map.of());
  }

  private static Connected failed(@Nullable String found, String remedy) {
    return new Connected(List.of(Probe.failed("Sign-in", String.valueOf(found), remedy)), Map.of());
  }
}
