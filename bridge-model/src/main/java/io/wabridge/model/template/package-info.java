/** Message templates: their form as WhatsApp approved it, and the values of one message. */
@NullMarked
package io.wabridge.model.template;

import org.jspecify.annotations.NullMarked;
