/**
 * A Java agent that changes a service under test while its classes are loaded, so that the product
 * itself needs no switch: it kills the process at a named point, or disables one mechanism. Only
 * the fault suite starts a service with it.
 */
@NullMarked
package io.wabridge.suite.faults.agent;

import org.jspecify.annotations.NullMarked;
