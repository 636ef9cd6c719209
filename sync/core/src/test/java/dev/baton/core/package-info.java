/** What the tests of the core share, and the wall around it. */
@NullMarked
package dev.baton.core;

import org.jspecify.annotations.NullMarked;
