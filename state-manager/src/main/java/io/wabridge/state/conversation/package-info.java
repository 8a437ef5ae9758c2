/**
 * Conversations between persons and desks: which one a message belongs to, merges of two of one
 * person, changed ids, and the sessions that connectors keep.
 */
@NullMarked
package io.wabridge.state.conversation;

import org.jspecify.annotations.NullMarked;
