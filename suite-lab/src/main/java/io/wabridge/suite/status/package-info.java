/** One screen that reads the stores of an installation directly: {@code ./bridge status}. */
@NullMarked
package io.wabridge.suite.status;

import org.jspecify.annotations.NullMarked;
