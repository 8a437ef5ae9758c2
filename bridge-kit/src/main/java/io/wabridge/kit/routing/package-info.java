/** Evaluates the routes of a channel: which desk a conversation goes to, and where it goes next. */
@NullMarked
package io.wabridge.kit.routing;

import org.jspecify.annotations.NullMarked;
