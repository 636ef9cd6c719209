/** Putting Baton's package into an org, proving that it is right, and taking it out again. */
@NullMarked
package dev.baton.crm.salesforce.install;

import org.jspecify.annotations.NullMarked;
