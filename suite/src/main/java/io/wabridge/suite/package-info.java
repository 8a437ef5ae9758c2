/**
 * The ten services in one JVM, and the conversation that shows that they work: started through the
 * public API like an admin would, judged by what the phone and the desk really got.
 */
@NullMarked
package io.wabridge.suite;

import org.jspecify.annotations.NullMarked;
