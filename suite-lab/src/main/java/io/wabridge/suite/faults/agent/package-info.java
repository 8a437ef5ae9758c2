/**
 * What the fault suite puts into a service under test while its classes are loaded, so that the
 * product itself needs no switch: an end of the process at a named point, or one mechanism less. It
 * is a Java agent; only the fault suite starts a service with it.
 */
@NullMarked
package io.wabridge.suite.faults.agent;

import org.jspecify.annotations.NullMarked;
