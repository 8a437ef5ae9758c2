/** The common parts of all connectors: HTTP calls to the outside, lenient JSON, error tables. */
@NullMarked
package io.wabridge.connectors;

import org.jspecify.annotations.NullMarked;
