/** The public API of people: accounts, memberships, invitations. */
@NullMarked
package io.wabridge.auth.people;

import org.jspecify.annotations.NullMarked;
