/** The daemon's ears: change events that wake it. */
@NullMarked
package dev.baton.app.events;

import org.jspecify.annotations.NullMarked;
