/** Entries of the audit log, which auth-service keeps. */
@NullMarked
package io.wabridge.kit.audit;

import org.jspecify.annotations.NullMarked;
