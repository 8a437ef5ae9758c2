/**
 * Finds messages by their words although their contents are encrypted: each word becomes keyed
 * hashes of the tenant, which an index holds; what was found is decrypted and checked.
 */
@NullMarked
package io.wabridge.state.search;

import org.jspecify.annotations.NullMarked;
