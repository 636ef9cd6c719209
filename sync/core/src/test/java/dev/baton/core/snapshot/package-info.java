@NullMarked
package dev.baton.core.snapshot;

import org.jspecify.annotations.NullMarked;
