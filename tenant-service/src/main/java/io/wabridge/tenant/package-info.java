/**
 * Memory one: who our tenants are, and how to reach their channels and desks. It is changed through
 * the public API only, and tells the other services when it was. Credentials are encrypted at rest.
 */
@NullMarked
package io.wabridge.tenant;

import org.jspecify.annotations.NullMarked;
