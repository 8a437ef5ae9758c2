/** What both stand-ins share: bytes, faults, signed deliveries, bounded memory. */
@NullMarked
package io.wabridge.sandbox;

import org.jspecify.annotations.NullMarked;
