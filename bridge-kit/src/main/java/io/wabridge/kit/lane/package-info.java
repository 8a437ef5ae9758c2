/** Lanes: ordered, confirmed transport of envelopes between the stages. */
@NullMarked
package io.wabridge.kit.lane;

import org.jspecify.annotations.NullMarked;
