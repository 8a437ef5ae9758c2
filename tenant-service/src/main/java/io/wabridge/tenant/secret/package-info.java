/** Credentials, encrypted at rest. */
@NullMarked
package io.wabridge.tenant.secret;

import org.jspecify.annotations.NullMarked;
