package io.wabridge.model;

/** Why a conversation goes on at another desk. */
public enum HandoverCause {
  /** An agent or bot of the desk asked for it. */
  AGENT,
  /** An administrator asked for it. */
  ADMIN,
  /** The desk could not be reached for longer than its route allows. */
  DESK_UNAVAILABLE
}
