/** Connecting endpoints, and testing that they work. */
@NullMarked
package io.wabridge.kit.connection;

import org.jspecify.annotations.NullMarked;
