/**
 * Everything that happens to conversations, as events with a position per tenant: written with the
 * change, put in order by one sequencer, and read as streams and pages.
 */
@NullMarked
package io.wabridge.state.event;

import org.jspecify.annotations.NullMarked;
