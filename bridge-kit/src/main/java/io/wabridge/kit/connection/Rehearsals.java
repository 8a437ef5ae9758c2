package io.wabridge.kit.connection;

import io.wabridge.kit.ConflictException;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Endpoint;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.Rehearses;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tries channels or desks with the sandbox's stand-ins of their products. */
public final class Rehearsals<C extends Connector> {

  private static final int LONGEST = 1000;

  /** What the form needs for an account at the stand-in, secrets included. */
  public record Account(Map<String, String> settings) {}

  /**
   * What is written at the stand-in.
   *
   * @param text 1 to 1000 characters
   */
  public record Line(@Nullable String text) {}

  /** What was written. */
  public record Written(String text) {}

  private final Connectors<C> connectors;
  private final SandboxProperties sandbox;

  public Rehearsals(Connectors<C> connectors, SandboxProperties sandbox) {
    this.connectors = connectors;
    this.sandbox = sandbox;
  }

  /** Makes an account at the stand-in of this kind. */
  public Account account(String kind) {
    try {
      return new Account(stand(kind).rehearsal(url(kind)));
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** Writes to this endpoint from the stand-in. */
  public Written say(Endpoint endpoint, Line line) {
    var text = line.text() == null ? "" : line.text().strip();
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException("The field text must have 1 to 1000 characters.");
    }
    try {
      if (!stand(endpoint.kind()).say(text, url(endpoint.kind()), endpoint.settings())) {
        throw new ConflictException("There is no conversation yet that an agent could answer.");
      }
      return new Written(text);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private Rehearses stand(String kind) {
    return connectors
        .find(kind)
        .filter(Rehearses.class::isInstance)
        .map(Rehearses.class::cast)
        .orElseThrow(() -> absent(kind));
  }

  private URI url(String kind) {
    return sandbox.url(kind).orElseThrow(() -> absent(kind));
  }

  private static NotFoundException absent(String kind) {
    return new NotFoundException("The sandbox has no stand-in of the kind " + kind + " here.");
  }

  private static ConflictException unreachable(IOException e) {
    return new ConflictException("The sandbox cannot be used: " + e.getMessage());
  }
}
