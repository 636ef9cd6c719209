/** The command line: reads configuration, wires the house together, tells people what happened. */
@NullMarked
package dev.baton.app;

import org.jspecify.annotations.NullMarked;
