/**
 * A stand-in of Amazon Connect's chat: the control API, the participant API, the storage of
 * attachments and the SNS topics to which chats are streamed, with an agent desktop.
 */
@NullMarked
package io.wabridge.sandbox.connect;

import org.jspecify.annotations.NullMarked;
