/** One raw record becomes one canonical record. Pure: translates, never judges. */
@NullMarked
package dev.baton.mappings.translate;

import org.jspecify.annotations.NullMarked;
