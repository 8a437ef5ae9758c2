/** Shared code of both stand-ins: files, faults, signed webhooks, bounded collections. */
@NullMarked
package io.wabridge.sandbox;

import org.jspecify.annotations.NullMarked;
