/** Tenants: the customers of the bridge. */
@NullMarked
package io.wabridge.tenant.tenant;

import org.jspecify.annotations.NullMarked;
