/** Metadata as files and as single components, read back from the org. */
@NullMarked
package dev.baton.sandbox.salesforce.retrieve;

import org.jspecify.annotations.NullMarked;
