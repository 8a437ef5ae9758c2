/** The state of the whole installation: tenants, services, backlog, unaccounted messages. */
@NullMarked
package io.wabridge.state.overview;

import org.jspecify.annotations.NullMarked;
