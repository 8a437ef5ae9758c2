/** A desk that shows nothing: its messages are in the history and the events only. */
@NullMarked
package io.wabridge.connectors.desk.history;

import org.jspecify.annotations.NullMarked;
