/**
 * Product usage, billing, surveys: whatever stands in CSV files or in a database. What its columns
 * mean the mapping says; nothing here knows.
 */
@NullMarked
package dev.baton.usage;

import org.jspecify.annotations.NullMarked;
