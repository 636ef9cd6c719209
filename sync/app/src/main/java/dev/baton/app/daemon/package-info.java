/** Syncs on schedule, and what tells people how that goes: health, metrics, alerts. */
@NullMarked
package dev.baton.app.daemon;

import org.jspecify.annotations.NullMarked;
