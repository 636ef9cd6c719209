/**
 * A simulated Zendesk Support account, as its API looked in recordings, nulls included; its state
 * is exports plus the clock.
 */
@NullMarked
package dev.baton.sandbox.zendesk;

import org.jspecify.annotations.NullMarked;
