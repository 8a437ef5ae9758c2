/** Which desk a conversation goes to. */
@NullMarked
package io.wabridge.model.routing;

import org.jspecify.annotations.NullMarked;
