/** Envelopes that need a human: shown, replayed, discarded and restored. */
@NullMarked
package io.wabridge.state.parked;

import org.jspecify.annotations.NullMarked;
