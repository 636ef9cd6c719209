@NullMarked
package dev.baton.mappings.yaml;

import org.jspecify.annotations.NullMarked;
