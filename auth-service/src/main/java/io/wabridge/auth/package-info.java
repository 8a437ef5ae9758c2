/**
 * Memory two: who may. Gets the tokens of desks and channels, keeps them for as long as they live,
 * and renews each once however many ask.
 */
@NullMarked
package io.wabridge.auth;

import org.jspecify.annotations.NullMarked;
