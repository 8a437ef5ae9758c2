/** Replacing the platform's key. */
@NullMarked
package io.wabridge.auth.rotation;

import org.jspecify.annotations.NullMarked;
