package io.wabridge.model.connector;

import java.util.List;

/** Ability: a live test of everything a conversation needs. Changes nothing at the product. */
public interface Checks {

  List<Probe> check(Context context);
}
