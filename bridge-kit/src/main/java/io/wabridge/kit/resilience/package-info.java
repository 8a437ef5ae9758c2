/**
 * Guards before every call to a desk or a channel: they keep its limits, and isolate its failures
 * from other endpoints.
 */
@NullMarked
package io.wabridge.kit.resilience;

import org.jspecify.annotations.NullMarked;
