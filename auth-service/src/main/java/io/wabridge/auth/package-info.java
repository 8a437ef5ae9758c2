/**
 * Core service for the tokens of desks and channels: gets them, caches them for their lifetime, and
 * renews each once for all concurrent callers.
 */
@NullMarked
package io.wabridge.auth;

import org.jspecify.annotations.NullMarked;
