/** pull → derive → push → ledger: the way of the data, one verb a class. */
@NullMarked
package dev.baton.engine;

import org.jspecify.annotations.NullMarked;
