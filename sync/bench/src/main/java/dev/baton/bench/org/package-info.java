/**
 * A company of any size, computed from a seed and served page by page in a process of its own.
 * Shares no code with the adapters that read it.
 */
@NullMarked
package dev.baton.bench.org;

import org.jspecify.annotations.NullMarked;
