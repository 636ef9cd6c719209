/** What describe says, in the order in which the WSDL wants it. */
@NullMarked
package dev.baton.sandbox.salesforce.describe;

import org.jspecify.annotations.NullMarked;
