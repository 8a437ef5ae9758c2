/** Envelopes that wait for a retry, by conversation and in order. */
@NullMarked
package io.wabridge.state.held;

import org.jspecify.annotations.NullMarked;
