package io.wabridge.kit.access;

import java.util.Map;
import java.util.Set;

/** Who calls the public API. */
public sealed interface Caller {

  /** The request attribute with the caller, set where the call was authenticated. */
  String ATTRIBUTE = "io.wabridge.caller";

  /** The caller as the audit log names it, as "person:0190…". */
  String name();

  /** The address from which the gateway was called; empty if it is unknown. */
  String address();

  /**
   * A person who signed in.
   *
   * @param id of the person
   * @param session of the person at the gateway
   * @param operator whether it is an operator of the platform
   * @param roles by tenant
   * @param confirmed whether it showed its password or code within the last minutes
   */
  record Person(
      String id,
      String session,
      boolean operator,
      Map<String, Role> roles,
      boolean confirmed,
      String address)
      implements Caller {
    public Person {
      roles = Map.copyOf(roles);
    }

    @Override
    public String name() {
      return "person:" + id;
    }
  }

  /** A program with an API key of one tenant. */
  record Key(String id, String tenant, Set<Scope> scopes, String address) implements Caller {
    public Key {
      scopes = Set.copyOf(scopes);
    }

    @Override
    public String name() {
      return "key:" + id;
    }
  }

  /** The holder of the static admin token. It may do what an operator may. */
  record Installation(String address) implements Caller {
    @Override
    public String name() {
      return "admin-token";
    }
  }
}
