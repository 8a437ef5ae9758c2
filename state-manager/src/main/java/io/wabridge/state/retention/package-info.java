/** Deletes what is older than its retention. */
@NullMarked
package io.wabridge.state.retention;

import org.jspecify.annotations.NullMarked;
