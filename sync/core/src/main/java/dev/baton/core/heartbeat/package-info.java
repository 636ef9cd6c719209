/** What Baton tells once a day of itself, so that its silence is noticed. */
@NullMarked
package dev.baton.core.heartbeat;

import org.jspecify.annotations.NullMarked;
