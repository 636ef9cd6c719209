/** How fast Baton is, beside programs that do no more than the work itself needs. */
@NullMarked
package dev.baton.bench;

import org.jspecify.annotations.NullMarked;
