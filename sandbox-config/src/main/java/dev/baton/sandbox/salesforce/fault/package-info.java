/** What the vendor refuses a whole call with. */
@NullMarked
package dev.baton.sandbox.salesforce.fault;

import org.jspecify.annotations.NullMarked;
