/** Bulk API 1.0: jobs made of batches, which older clients know as "the" Bulk API. */
@NullMarked
package dev.baton.sandbox.salesforce.batches;

import org.jspecify.annotations.NullMarked;
