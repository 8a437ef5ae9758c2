/** Finds, checks and renders message templates. */
@NullMarked
package io.wabridge.kit.template;

import org.jspecify.annotations.NullMarked;
