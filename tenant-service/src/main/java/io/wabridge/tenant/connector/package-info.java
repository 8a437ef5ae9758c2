/** The connectors' forms: served to administrators, and what is entered is checked by them. */
@NullMarked
package io.wabridge.tenant.connector;

import org.jspecify.annotations.NullMarked;
