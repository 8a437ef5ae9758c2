/** The audit log of sign-ins, people and keys. */
@NullMarked
package io.wabridge.auth.audit;

import org.jspecify.annotations.NullMarked;
