/** Replies outside of the 24-hour window: they wait until the person writes. */
@NullMarked
package io.wabridge.state.window;

import org.jspecify.annotations.NullMarked;
