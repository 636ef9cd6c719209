@NullMarked
package dev.baton.core.play;

import org.jspecify.annotations.NullMarked;
