/**
 * The shared types of the bridge: the envelopes on its queues and the data in calls between its
 * services. Records and sealed interfaces only; no Spring.
 */
@NullMarked
package io.wabridge.model;

import org.jspecify.annotations.NullMarked;
