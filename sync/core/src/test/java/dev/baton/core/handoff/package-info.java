@NullMarked
package dev.baton.core.handoff;

import org.jspecify.annotations.NullMarked;
