/** How a service of the bridge is started and what all of them share. */
@NullMarked
package io.wabridge.kit;

import org.jspecify.annotations.NullMarked;
