@NullMarked
package dev.baton.backtest;

import org.jspecify.annotations.NullMarked;
