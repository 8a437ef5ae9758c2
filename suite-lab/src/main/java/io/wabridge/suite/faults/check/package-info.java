/**
 * The judge of the fault suite: a program of its own that knows nothing of the bridge. It reads
 * what the sandbox's phones and desks said, were promised and got, and compares.
 */
@NullMarked
package io.wabridge.suite.faults.check;

import org.jspecify.annotations.NullMarked;
