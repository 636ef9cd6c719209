@NullMarked
package dev.baton.mappings;

import org.jspecify.annotations.NullMarked;
