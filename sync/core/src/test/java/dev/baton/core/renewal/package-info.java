@NullMarked
package dev.baton.core.renewal;

import org.jspecify.annotations.NullMarked;
