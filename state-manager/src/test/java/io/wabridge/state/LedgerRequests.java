package io.wabridge.state;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Reply;
import io.wabridge.kit.lane.Parking;
import io.wabridge.model.ChannelId;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Session;
import io.wabridge.model.Status;
import io.wabridge.model.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests of stages to the ledger, with their own tenant for each test. */
public final class LedgerRequests {

  public final TenantId tenant = new TenantId(Ids.next());
  public final ChannelId channel = new ChannelId(Ids.next());
  public final DeskId desk = new DeskId(Ids.next());
  public final String unique = Ids.next();

  public Arrival by(Person person, String id) {
    return by(person, channel, id, null, true, Instant.now());
  }

  public Arrival by(
      Person person,
      ChannelId through,
      String id,
      @Nullable String refersTo,
      boolean opensWindow,
      Instant at) {
    return arrival(desk, person, through, id, refersTo, opensWindow, at);
  }

  /** The message as it arrives when the channel is connected to this desk. */
  public Arrival to(DeskId desk, Person person, String id) {
    return arrival(desk, person, channel, id, null, true, Instant.now());
  }

  private Arrival arrival(
      DeskId desk,
      Person person,
      ChannelId through,
      String id,
      @Nullable String refersTo,
      boolean opensWindow,
      Instant at) {
    return new Arrival(
        tenant,
        through,
        desk,
        person,
        new ExternalId(id + unique),
        "text",
        "hello " + id,
        refersTo == null ? null : new ExternalId(refersTo + unique),
        opensWindow,
        at,
        at);
  }

  public Ledger.Renamed renamed(Person before, Person now, String id) {
    return new Ledger.Renamed(
        tenant, channel, before, now, new ExternalId(id + unique), Instant.now());
  }

  public Reply reply(String address, String id, int parts) {
    return reply(desk, address, null, id, parts);
  }

  public Reply reply(
      DeskId desk, String address, @Nullable String deskConversation, String id, int parts) {
    return new Reply(
        tenant,
        desk,
        address,
        deskConversation,
        new ExternalId(id + unique),
        Collections.nCopies(parts, new Reply.Part("text", "answer", "a list became numbered text")),
        Instant.now(),
        Instant.now());
  }

  /** The reply of a desk that shows these statuses, besides delivered and failed. */
  public Reply reply(String address, String id, int parts, Set<Status> shown) {
    var reply = reply(address, id, parts);
    return new Reply(
        reply.tenant(),
        reply.desk(),
        reply.deskAddress(),
        null,
        reply.externalId(),
        reply.parts(),
        reply.saidAt(),
        reply.acceptedAt(),
        List.of(),
        shown);
  }

  public Ledger.Intent intent() {
    return intent(null);
  }

  public Ledger.Intent intent(@Nullable String attempt) {
    return new Ledger.Intent(tenant, "whatsapp-api-service", null, attempt);
  }

  public Ledger.DeliveryOutcome delivered(@Nullable Session session) {
    return new Ledger.DeliveryOutcome(
        tenant, "genesys-api-service", Status.DELIVERED, null, session, null, null);
  }

  public Ledger.DeliveryOutcome outcome(Status status, @Nullable String externalId) {
    return new Ledger.DeliveryOutcome(
        tenant,
        "whatsapp-api-service",
        status,
        externalId == null ? null : new ExternalId(externalId + unique),
        null,
        status == Status.FAILED ? Reason.OTHER_SIDE : null,
        null);
  }

  /** In an envelope of its own. */
  public Ledger.StatusUpdate statusUpdate(
      String externalId, @Nullable String callback, Status status) {
    return statusUpdate(externalId, callback, status, Ids.next());
  }

  public Ledger.StatusUpdate statusUpdate(
      String externalId, @Nullable String callback, Status status, String envelope) {
    return new Ledger.StatusUpdate(
        tenant,
        channel,
        new ExternalId(externalId + unique),
        callback,
        status,
        status == Status.FAILED ? Reason.NOT_ON_WHATSAPP : null,
        status == Status.FAILED ? "131026" : null,
        Instant.now(),
        envelope);
  }

  public Parking.Parked parked(@Nullable String message, String envelope) {
    return new Parking.Parked(
        tenant.value(),
        "inbound-transformer",
        "inbound-transformer.1",
        "channel.part.v1",
        Reason.UNREADABLE,
        "not JSON",
        3,
        message,
        "way",
        message == null ? null : "conversation " + unique,
        message,
        envelope);
  }
}
