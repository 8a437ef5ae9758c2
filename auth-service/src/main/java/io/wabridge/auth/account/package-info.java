/** People with their passwords and second factors. */
@NullMarked
package io.wabridge.auth.account;

import org.jspecify.annotations.NullMarked;
