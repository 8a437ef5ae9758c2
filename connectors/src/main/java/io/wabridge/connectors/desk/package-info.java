/** The desk side: the connectors of the desks, and what they share. */
@NullMarked
package io.wabridge.connectors.desk;

import org.jspecify.annotations.NullMarked;
