/**
 * Programs that do the least that a job needs, by the same means: what Baton takes beyond them is
 * its own price. None of them uses code of Baton's.
 */
@NullMarked
package dev.baton.bench.floor;

import org.jspecify.annotations.NullMarked;
