package io.wabridge.state;

import io.wabridge.kit.BridgeService;
import io.wabridge.kit.Services;

/** Starts state-manager. */
@BridgeService
public class StateManagerApplication {

  public static void main(String... args) {
    Services.run(StateManagerApplication.class, "state-manager", args);
  }
}
