@NullMarked
package dev.baton.mappings.link;

import org.jspecify.annotations.NullMarked;
