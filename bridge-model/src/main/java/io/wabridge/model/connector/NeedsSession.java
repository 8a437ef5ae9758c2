package io.wabridge.model.connector;

/**
 * Ability: opening files and showing receipts needs the session of the conversation; it is in their
 * context.
 */
public interface NeedsSession {}
