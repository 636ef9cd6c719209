/** What objects and fields the org has: standard ones, the package's, and what an export adds. */
@NullMarked
package dev.baton.sandbox.salesforce.schema;

import org.jspecify.annotations.NullMarked;
