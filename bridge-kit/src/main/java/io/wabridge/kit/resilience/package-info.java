/**
 * Gates: what stands before every call to a desk or a channel, keeps its limits and keeps its
 * trouble from everybody else.
 */
@NullMarked
package io.wabridge.kit.resilience;

import org.jspecify.annotations.NullMarked;
