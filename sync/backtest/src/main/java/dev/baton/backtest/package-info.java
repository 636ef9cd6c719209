/**
 * How well a score foretold who left: statistics over what was said of accounts and what became of
 * them. Pure; a seed is an argument.
 */
@NullMarked
package dev.baton.backtest;

import org.jspecify.annotations.NullMarked;
