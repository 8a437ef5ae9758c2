/** The connectors' forms: served to administrators, and used to check their input. */
@NullMarked
package io.wabridge.tenant.connector;

import org.jspecify.annotations.NullMarked;
