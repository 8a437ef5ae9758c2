/** Signing in, and the sessions of people. */
@NullMarked
package io.wabridge.auth.session;

import org.jspecify.annotations.NullMarked;
