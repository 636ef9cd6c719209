@NullMarked
package dev.baton.core.heartbeat;

import org.jspecify.annotations.NullMarked;
