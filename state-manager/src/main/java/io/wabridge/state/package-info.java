/**
 * Core service for conversations and messages: the ledger. The stages record every step of a
 * message before and after it; the ledger recognizes repeated messages, so that each is processed
 * once.
 */
@NullMarked
package io.wabridge.state;

import org.jspecify.annotations.NullMarked;
