/**
 * Memory three: what was said to whom, and what became of it. The stages tell it before and after
 * everything they do with a message; what was taken once is known here and not taken again.
 */
@NullMarked
package io.wabridge.state;

import org.jspecify.annotations.NullMarked;
