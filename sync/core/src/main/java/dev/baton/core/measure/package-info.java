/**
 * Measures: numbers about an account, as data. They say what is; curves say whether that is good.
 */
@NullMarked
package dev.baton.core.measure;

import org.jspecify.annotations.NullMarked;
