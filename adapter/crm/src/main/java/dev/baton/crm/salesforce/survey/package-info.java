/** Looks at an org's accounts and proposes which fields mean what. */
@NullMarked
package dev.baton.crm.salesforce.survey;

import org.jspecify.annotations.NullMarked;
