/**
 * Normalizes what agents replied: decodes the event, finds the person, enforces the 24-hour window,
 * stores the files. The counterpart is inbound-transformer.
 */
@NullMarked
package io.wabridge.outbound;

import org.jspecify.annotations.NullMarked;
