/** Reads the SFDX project that is deployed into the org. */
@NullMarked
package dev.baton.sandbox.salesforce.metadata;

import org.jspecify.annotations.NullMarked;
