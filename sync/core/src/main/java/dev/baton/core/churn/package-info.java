/** What those that left have in common that those that stayed have not. */
@NullMarked
package dev.baton.core.churn;

import org.jspecify.annotations.NullMarked;
