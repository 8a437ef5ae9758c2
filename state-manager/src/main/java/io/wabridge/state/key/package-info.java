/** Keys: replacing the platform's, and those of tenants. */
@NullMarked
package io.wabridge.state.key;

import org.jspecify.annotations.NullMarked;
