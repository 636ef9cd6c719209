/** The org's records as of the clock, who may see and change them. */
@NullMarked
package dev.baton.sandbox.salesforce.org;

import org.jspecify.annotations.NullMarked;
