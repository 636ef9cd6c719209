/** Scenarios: what goes wrong in the simulated org, when, and how often. */
@NullMarked
package dev.baton.sandbox.salesforce.faults;

import org.jspecify.annotations.NullMarked;
