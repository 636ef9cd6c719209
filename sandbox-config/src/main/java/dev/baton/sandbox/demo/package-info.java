/** {@code demo}: an invented company, served, and Baton's own commands run on it. */
@NullMarked
package dev.baton.sandbox.demo;

import org.jspecify.annotations.NullMarked;
