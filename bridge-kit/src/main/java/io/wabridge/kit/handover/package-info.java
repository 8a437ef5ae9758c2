/** Conversations that go on at another desk. */
@NullMarked
package io.wabridge.kit.handover;

import org.jspecify.annotations.NullMarked;
