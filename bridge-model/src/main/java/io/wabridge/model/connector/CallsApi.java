package io.wabridge.model.connector;

import io.wabridge.model.Secret;

/** Ability: the product replies through the bridge's public API, with a key of its own. */
public interface CallsApi {

  /** The last part of its bearer token, after the desk's id. */
  Secret apiKey(Settings settings);
}
