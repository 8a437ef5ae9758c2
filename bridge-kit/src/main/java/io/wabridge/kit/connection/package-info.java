/** Connects endpoints and tests their connections. */
@NullMarked
package io.wabridge.kit.connection;

import org.jspecify.annotations.NullMarked;
