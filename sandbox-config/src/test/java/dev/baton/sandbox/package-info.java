@NullMarked
package dev.baton.sandbox;

import org.jspecify.annotations.NullMarked;
