/**
 * The benchmark: the bridge's throughput, latency and processor time, compared with two minimal
 * baselines. Load generator, simulators and judge run in one separate process.
 */
@NullMarked
package io.wabridge.suite.bench;

import org.jspecify.annotations.NullMarked;
