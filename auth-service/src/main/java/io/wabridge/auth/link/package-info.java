/** One-time links: the first operator, invitations, new passwords. */
@NullMarked
package io.wabridge.auth.link;

import org.jspecify.annotations.NullMarked;
