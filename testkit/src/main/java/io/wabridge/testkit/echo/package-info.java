/**
 * Minimal products on both sides, for tests only: they show that a connector is all the bridge
 * needs for a product.
 */
@NullMarked
package io.wabridge.testkit.echo;

import org.jspecify.annotations.NullMarked;
