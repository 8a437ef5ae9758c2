/** Connects endpoints, tests their connections, watches them, and tries them with the sandbox. */
@NullMarked
package io.wabridge.kit.connection;

import org.jspecify.annotations.NullMarked;
