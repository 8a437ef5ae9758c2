/** Messages of the ledger: each once, with its status, its hops and its receipt for the desk. */
@NullMarked
package io.wabridge.state.message;

import org.jspecify.annotations.NullMarked;
