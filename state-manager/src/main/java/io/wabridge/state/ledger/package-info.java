/** The requests of the stages: what is registered, begun and ended, one by one and in batches. */
@NullMarked
package io.wabridge.state.ledger;

import org.jspecify.annotations.NullMarked;
