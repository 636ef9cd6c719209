/**
 * The real engine and the real adapters in a simulated world: one thread, virtual time, vendors
 * that fail in every way we know, and invariants that hold at every single write. One seed gives
 * one history.
 */
@NullMarked
package dev.baton.simulation;

import org.jspecify.annotations.NullMarked;
