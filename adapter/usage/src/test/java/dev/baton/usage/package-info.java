/** Tests. */
@NullMarked
package dev.baton.usage;

import org.jspecify.annotations.NullMarked;
