/**
 * What Baton remembers: landed records, checkpoints, what the CRM holds, intents and outcomes, the
 * ledger.
 */
@NullMarked
package dev.baton.engine.store;

import org.jspecify.annotations.NullMarked;
