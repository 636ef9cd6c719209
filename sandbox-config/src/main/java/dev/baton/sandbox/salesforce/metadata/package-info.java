/** What can be deployed into the org, and how its files are read. */
@NullMarked
package dev.baton.sandbox.salesforce.metadata;

import org.jspecify.annotations.NullMarked;
