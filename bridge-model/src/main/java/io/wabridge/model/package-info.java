/**
 * The language of the bridge: what travels on its queues and what its services say to each other.
 * Records and sealed interfaces only; no Spring.
 */
@NullMarked
package io.wabridge.model;

import org.jspecify.annotations.NullMarked;
