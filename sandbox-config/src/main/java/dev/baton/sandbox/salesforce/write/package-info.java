/** Updates and upserts, row by row, refused for the vendor's reasons. */
@NullMarked
package dev.baton.sandbox.salesforce.write;

import org.jspecify.annotations.NullMarked;
