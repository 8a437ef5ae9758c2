/**
 * The fault suite: runs the bridge as ten processes under load, with a fault proxy in every
 * connection, injects faults one after the other, and checks the result independently of the
 * bridge.
 */
@NullMarked
package io.wabridge.suite.faults;

import org.jspecify.annotations.NullMarked;
