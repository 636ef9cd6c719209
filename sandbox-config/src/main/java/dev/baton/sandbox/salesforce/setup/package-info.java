/** What the org is built of, as rows that queries can ask for. */
@NullMarked
package dev.baton.sandbox.salesforce.setup;

import org.jspecify.annotations.NullMarked;
