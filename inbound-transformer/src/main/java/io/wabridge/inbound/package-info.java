/**
 * Normalizes what persons wrote: decodes the event, finds the conversation, stores the file. The
 * counterpart is outbound-transformer.
 */
@NullMarked
package io.wabridge.inbound;

import org.jspecify.annotations.NullMarked;
