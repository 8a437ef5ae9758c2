package io.wabridge.model;

/** What a notice in a conversation says; the comment names its values. */
public enum NoticeKind {
  /** The provider's own sentence: {@code text}. */
  TEXT,
  /** The person has a new number: {@code from} and {@code to}, if they are known. */
  NUMBER_CHANGED,
  /** The person has a new user id, and no new number is known. */
  USER_ID_CHANGED,
  /** The security code of the chat changed. */
  SECURITY_CODE_CHANGED,
  /** The number of this conversation belongs to another person now. */
  NUMBER_HAS_NEW_OWNER,
  /** The person's two conversations are one now; they continue in the other. */
  CONVERSATION_JOINED,
  /** The person called, and the call was not answered: {@code at}, an instant. */
  CALL_MISSED,
  /** The person may be called: {@code until}, an instant, if the permission ends. */
  CALLS_ALLOWED,
  /** The person does not want to be called. */
  CALLS_DECLINED,
  /** The person wants no marketing messages. */
  MARKETING_STOPPED,
  /** The person allows marketing messages again. */
  MARKETING_RESUMED,
  /**
   * A message of the agent was not delivered: {@code excerpt}, {@code reason} (a Reason's name).
   */
  NOT_DELIVERED,
  /** A file that was announced before could not be fetched: {@code reason} (a Reason's name). */
  FILE_LOST,
  /**
   * The conversation goes on at another desk: {@code cause} (a HandoverCause's name), {@code to}
   * (the desk's name).
   */
  HANDED_OVER,
  /**
   * The conversation comes from another desk: {@code cause}, {@code from} (the desk's name), {@code
   * summary} (of its agent), {@code recent} (the last messages, one on each line).
   */
  TAKEN_OVER,
  /** The conversation is closed; the person's next message begins a new one. */
  CONVERSATION_CLOSED,
  /** The commands an agent can write: {@code desks} (their names). */
  COMMANDS,
  /** No desk has the name that the agent wrote: {@code name}, {@code desks}. */
  UNKNOWN_DESK_NAMED,
  /**
   * The templates that an agent can send: {@code templates} (one on each line); without it, there
   * are none.
   */
  TEMPLATES,
  /** A template goes to the person, as an agent ordered: {@code text} (what the person reads). */
  TEMPLATE_SENT,
  /**
   * The agent's message waits until the person answers: {@code until}, an instant; {@code text}
   * (what the person reads meanwhile), if a template was sent because of it.
   */
  AWAITING_PERSON,
  /** The 24-hour window closes soon, and the person's last message has no answer: {@code at}. */
  WINDOW_CLOSES;

  /** Whether it tells of something that the person did in the chat, as calling. */
  public boolean byPerson() {
    return switch (this) {
      case CALL_MISSED, CALLS_ALLOWED, CALLS_DECLINED -> true;
      case TEXT,
          NUMBER_CHANGED,
          USER_ID_CHANGED,
          SECURITY_CODE_CHANGED,
          NUMBER_HAS_NEW_OWNER,
          CONVERSATION_JOINED,
          MARKETING_STOPPED,
          MARKETING_RESUMED,
          NOT_DELIVERED,
          FILE_LOST,
          HANDED_OVER,
          TAKEN_OVER,
          CONVERSATION_CLOSED,
          COMMANDS,
          UNKNOWN_DESK_NAMED,
          TEMPLATES,
          TEMPLATE_SENT,
          AWAITING_PERSON,
          WINDOW_CLOSES ->
          false;
    };
  }
}
