/** What is measured, and under which names: docs/metrics.md is made from here. */
@NullMarked
package io.wabridge.kit.telemetry;

import org.jspecify.annotations.NullMarked;
