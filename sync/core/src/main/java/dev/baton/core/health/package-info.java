/** The scorecard: what measures are worth, and why a score is what it is. */
@NullMarked
package dev.baton.core.health;

import org.jspecify.annotations.NullMarked;
