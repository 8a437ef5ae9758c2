/** The API keys of programs. */
@NullMarked
package io.wabridge.auth.key;

import org.jspecify.annotations.NullMarked;
