/** SOQL: text to tree, tree to a plan that is checked against the schema, plan to records. */
@NullMarked
package dev.baton.sandbox.salesforce.soql;

import org.jspecify.annotations.NullMarked;
