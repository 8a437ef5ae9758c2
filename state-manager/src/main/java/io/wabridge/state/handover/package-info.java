/** Conversations that go on at another desk, and the messages that follow them. */
@NullMarked
package io.wabridge.state.handover;

import org.jspecify.annotations.NullMarked;
