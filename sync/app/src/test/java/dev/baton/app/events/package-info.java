@NullMarked
package dev.baton.app.events;

import org.jspecify.annotations.NullMarked;
