package io.wabridge.sandbox.whatsapp;

import org.jspecify.annotations.Nullable;

/**
 * Who tells the business about a message: the one through whom it was sent, also after the number
 * was moved to another one.
 *
 * @param provider null: Meta itself
 */
record Carrier(@Nullable NumberProvider provider) {}
