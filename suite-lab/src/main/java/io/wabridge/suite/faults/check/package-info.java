/**
 * The checker of the fault suite: a separate program that uses no code of the bridge. It reads
 * which messages the sandbox's phones and desks sent, had accepted and received, and compares them.
 */
@NullMarked
package io.wabridge.suite.faults.check;

import org.jspecify.annotations.NullMarked;
