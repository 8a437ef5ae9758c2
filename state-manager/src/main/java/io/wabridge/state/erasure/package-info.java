/**
 * The erasure of persons: everything the bridge keeps of one person is removed, by jobs that end
 * with a certificate.
 */
@NullMarked
package io.wabridge.state.erasure;

import org.jspecify.annotations.NullMarked;
