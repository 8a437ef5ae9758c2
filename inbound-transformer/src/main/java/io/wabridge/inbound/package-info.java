/**
 * Normalizes what persons wrote: understands it, finds the conversation, takes in the file. Twin of
 * outbound-transformer.
 */
@NullMarked
package io.wabridge.inbound;

import org.jspecify.annotations.NullMarked;
