/** The message templates of tenants' business accounts. */
@NullMarked
package io.wabridge.tenant.template;

import org.jspecify.annotations.NullMarked;
