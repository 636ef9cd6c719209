/** How long customers wait for the first thing they bought the product for. */
@NullMarked
package dev.baton.core.firstvalue;

import org.jspecify.annotations.NullMarked;
