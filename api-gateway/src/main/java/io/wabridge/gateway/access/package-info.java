/** Who calls: sessions of people, API keys of programs, the admin token. */
@NullMarked
package io.wabridge.gateway.access;

import org.jspecify.annotations.NullMarked;
