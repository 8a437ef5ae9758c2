package io.wabridge.model.connector;

import java.net.URI;
import java.util.List;

/** Ability: a live test of everything a conversation needs. Changes nothing at the product. */
public interface Checks {

  List<Probe> check(Context context);

  /**
   * The same for an endpoint that is saved.
   *
   * @param webhookUrl its address, to which the product should send its webhooks
   */
  default List<Probe> check(URI webhookUrl, Context context) {
    return check(context);
  }
}
