package io.wabridge.kit.lane;

/** The names of the stages' queues: every route between stages is built here. */
public final class StageQueues {

  public static final String INBOUND_TRANSFORMER = "inbound-transformer";
  public static final String OUTBOUND_TRANSFORMER = "outbound-transformer";

  private StageQueues() {}

  /** The queue of a kind of desk: messages of persons, receipts for agents. */
  public static String toDesk(String kind) {
    return "genesys-api-service." + kind;
  }

  /** The queue of a kind of channel: messages of agents, read marks. */
  public static String toChannel(String kind) {
    return "whatsapp-api-service." + kind;
  }
}
