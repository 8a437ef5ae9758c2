/**
 * Channels and desks: what both have is kept, checked and shown in one way; what only one has is in
 * its own controller. What a setting means is known to its connector alone.
 */
@NullMarked
package io.wabridge.tenant.endpoint;

import org.jspecify.annotations.NullMarked;
