/** Desks: one contact-center inbox each. */
@NullMarked
package io.wabridge.tenant.desk;

import org.jspecify.annotations.NullMarked;
