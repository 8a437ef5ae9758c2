/**
 * The smallest possible products on both sides, for tests only: they prove that the bridge needs to
 * know nothing about a product but its connector.
 */
@NullMarked
package io.wabridge.testkit.echo;

import org.jspecify.annotations.NullMarked;
