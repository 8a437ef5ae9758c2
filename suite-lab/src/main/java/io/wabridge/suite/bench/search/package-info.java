/** Measures the search over encrypted messages, with a million of them. */
@NullMarked
package io.wabridge.suite.bench.search;

import org.jspecify.annotations.NullMarked;
