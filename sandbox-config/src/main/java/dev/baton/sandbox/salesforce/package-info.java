/**
 * A simulated Salesforce org: REST, Partner SOAP and OAuth over an export, with the rights of
 * Baton's integration user.
 */
@NullMarked
package dev.baton.sandbox.salesforce;

import org.jspecify.annotations.NullMarked;
