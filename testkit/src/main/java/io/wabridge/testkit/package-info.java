/** What tests share: real local servers, a wire to cut, a stand-in to answer, the house rules. */
@NullMarked
package io.wabridge.testkit;

import org.jspecify.annotations.NullMarked;
