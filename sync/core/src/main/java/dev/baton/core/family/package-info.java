/** Accounts that belong together, and what their scores come to on the one above them. Pure. */
@NullMarked
package dev.baton.core.family;

import org.jspecify.annotations.NullMarked;
