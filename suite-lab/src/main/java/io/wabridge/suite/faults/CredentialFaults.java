package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;

/**
 * Refusals of valid credentials: the desk's sign-in and calls are refused, as its kind does it;
 * WhatsApp answers 401 with code 190. Afterwards they are valid again, and nothing may wait for a
 * human.
 */
final class CredentialFaults {

  private static final String REFUSAL = "401";

  private CredentialFaults() {}

  /** All tenants on both sides, for a few seconds. */
  static void moment(FaultContext context, InjectedFault injected)
      throws IOException, InterruptedException {
    var seconds = 3 + context.random().nextInt(3);
    injected.target("all tenants, both sides");
    var before = refused(context);
    for (var tenant : context.world().tenants()) {
      tenant.desk().refuse(tenant, seconds);
      refuse(context, tenant, seconds);
    }
    Thread.sleep(seconds * 1000L);
    confirm(context, injected, before);
  }

  /** The desk of one tenant and the number of another, for longer than a stage waits in place. */
  static void longer(FaultContext context, InjectedFault injected)
      throws IOException, InterruptedException {
    var tenants = new ArrayList<>(context.world().tenants());
    Collections.shuffle(tenants, context.random());
    var desk = context.pick(tenants);
    tenants.remove(desk);
    var number = context.pick(tenants);
    var seconds =
        switch (context.options().length()) {
          case LONG -> 60;
          case QUICK -> 45;
          case SHORT -> 40;
        };
    injected.target(
        "desk of %s (%s), number of %s".formatted(desk.name(), desk.desk().kind(), number.name()));
    var before = refused(context);
    desk.desk().refuse(desk, seconds);
    refuse(context, number, seconds);
    Thread.sleep(seconds * 1000L);
    confirm(context, injected, before);
  }

  private static void refuse(FaultContext context, World.Tenant number, int seconds)
      throws IOException, InterruptedException {
    context
        .phones()
        .post(
            "/sandbox/faults",
            Map.of(
                "operation", "*", "kind", REFUSAL, "seconds", seconds, "caller", number.token()));
  }

  private record Refused(long atDesks, long atWhatsApp) {}

  private static Refused refused(FaultContext context) throws IOException, InterruptedException {
    var atDesks = 0L;
    for (var desk : context.desks()) {
      atDesks += OutsideFaults.happened(desk.control(), desk.refusal());
    }
    return new Refused(atDesks, OutsideFaults.happened(context.phones(), REFUSAL));
  }

  private static void confirm(FaultContext context, InjectedFault injected, Refused before)
      throws IOException, InterruptedException {
    var after = refused(context);
    var desks = after.atDesks() - before.atDesks();
    var whatsApp = after.atWhatsApp() - before.atWhatsApp();
    injected.confirm(
        desks > 0 && whatsApp > 0,
        "%d calls of desks and %d of WhatsApp were refused".formatted(desks, whatsApp));
  }
}
