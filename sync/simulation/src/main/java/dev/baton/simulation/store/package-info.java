/** Baton's memory without a disk, for simulations. */
@NullMarked
package dev.baton.simulation.store;

import org.jspecify.annotations.NullMarked;
