/** The reading of exports, alone. */
@NullMarked
package dev.baton.sandbox.salesforce.org;

import org.jspecify.annotations.NullMarked;
