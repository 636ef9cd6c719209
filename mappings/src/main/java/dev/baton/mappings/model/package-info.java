/** The health model as admins write it, read into the core's records and checked. */
@NullMarked
package dev.baton.mappings.model;

import org.jspecify.annotations.NullMarked;
