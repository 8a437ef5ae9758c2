/**
 * The benchmark: what the bridge carries, how fast and at what cost, beside the least that could
 * carry it. Load, both far ends and the judge are one process of their own.
 */
@NullMarked
package io.wabridge.suite.bench;

import org.jspecify.annotations.NullMarked;
