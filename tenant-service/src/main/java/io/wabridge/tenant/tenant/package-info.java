/** Tenants: the customers of ours. */
@NullMarked
package io.wabridge.tenant.tenant;

import org.jspecify.annotations.NullMarked;
