/** Metrics and their names: docs/metrics.md is generated from here. */
@NullMarked
package io.wabridge.kit.telemetry;

import org.jspecify.annotations.NullMarked;
