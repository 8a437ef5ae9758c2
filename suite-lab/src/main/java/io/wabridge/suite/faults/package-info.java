/**
 * The fault suite: the bridge as ten processes under load, every connection through a wire that can
 * be disturbed, faults one after the other, and at the end a judge that believes nobody.
 */
@NullMarked
package io.wabridge.suite.faults;

import org.jspecify.annotations.NullMarked;
