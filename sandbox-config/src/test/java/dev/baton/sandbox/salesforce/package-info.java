/** Tests of the simulated Salesforce org, at its HTTP seam and with the vendor's own client. */
@NullMarked
package dev.baton.sandbox.salesforce;

import org.jspecify.annotations.NullMarked;
