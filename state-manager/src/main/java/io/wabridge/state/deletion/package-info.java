/** Deletes everything of a tenant. */
@NullMarked
package io.wabridge.state.deletion;

import org.jspecify.annotations.NullMarked;
