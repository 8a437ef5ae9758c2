/** Who may call which endpoint, and the signed token in which the gateway says who calls. */
@NullMarked
package io.wabridge.kit.access;

import org.jspecify.annotations.NullMarked;
