/** Plays: which tasks ought to be open, for whom, and why. */
@NullMarked
package dev.baton.core.play;

import org.jspecify.annotations.NullMarked;
