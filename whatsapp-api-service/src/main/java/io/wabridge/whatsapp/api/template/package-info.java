/** Reads and changes templates at the providers. */
@NullMarked
package io.wabridge.whatsapp.api.template;

import org.jspecify.annotations.NullMarked;
