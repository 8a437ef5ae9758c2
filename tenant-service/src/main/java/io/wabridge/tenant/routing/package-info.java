/** The routes of a channel, as administrators enter and try them. */
@NullMarked
package io.wabridge.tenant.routing;

import org.jspecify.annotations.NullMarked;
