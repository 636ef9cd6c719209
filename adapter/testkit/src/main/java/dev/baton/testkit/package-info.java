/** The contract that every adapter passes: the same cases for each vendor, played on its fake. */
@NullMarked
package dev.baton.testkit;

import org.jspecify.annotations.NullMarked;
