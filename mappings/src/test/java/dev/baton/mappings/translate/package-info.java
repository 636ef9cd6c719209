@NullMarked
package dev.baton.mappings.translate;

import org.jspecify.annotations.NullMarked;
