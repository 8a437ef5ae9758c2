/**
 * Tenants, channels and desks, and their credentials, encrypted at rest. They are changed through
 * the public API; every change is announced to the other services after its commit.
 */
@NullMarked
package io.wabridge.tenant;

import org.jspecify.annotations.NullMarked;
