/** The export of everything that the bridge keeps of one person, as a zip file. */
@NullMarked
package io.wabridge.state.export;

import org.jspecify.annotations.NullMarked;
