/** The store's contract, on every database that keeps it. */
@NullMarked
package dev.baton.engine.store;

import org.jspecify.annotations.NullMarked;
