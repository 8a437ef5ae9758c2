/**
 * What was said: the contents of messages, encrypted with the keys of their tenants, for as long as
 * the tenant keeps them.
 */
@NullMarked
package io.wabridge.state.history;

import org.jspecify.annotations.NullMarked;
