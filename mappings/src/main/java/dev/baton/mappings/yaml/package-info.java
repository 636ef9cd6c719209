/** Strict YAML: every node with its place, every mistake with what to do about it. */
@NullMarked
package dev.baton.mappings.yaml;

import org.jspecify.annotations.NullMarked;
