/**
 * The ten services in one JVM, and the demo conversation: set up through the public API, checked by
 * the messages that arrive at the phone and the desk.
 */
@NullMarked
package io.wabridge.suite;

import org.jspecify.annotations.NullMarked;
