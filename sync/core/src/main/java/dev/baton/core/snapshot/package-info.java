/**
 * How accounts stood at the end of a week or a month: frozen, kept for a while, then given up. What
 * happens to them is decided here; who writes and deletes is the plan's business.
 */
@NullMarked
package dev.baton.core.snapshot;

import org.jspecify.annotations.NullMarked;
