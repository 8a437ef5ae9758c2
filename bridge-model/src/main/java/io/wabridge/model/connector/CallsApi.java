package io.wabridge.model.connector;

import io.wabridge.model.Secret;
import java.util.List;

/** Ability: the product replies through the bridge's public API, with a key of its own. */
public interface CallsApi {

  /** The last part of its bearer token, after the desk's id; one of these is accepted. */
  List<Secret> apiKeys(Settings settings);
}
