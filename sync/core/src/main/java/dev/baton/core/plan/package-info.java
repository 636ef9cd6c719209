/**
 * The plan: what ought to be, less what is. Everything that is ever written was in a plan first.
 */
@NullMarked
package dev.baton.core.plan;

import org.jspecify.annotations.NullMarked;
