@NullMarked
package dev.baton.simulation.store;

import org.jspecify.annotations.NullMarked;
