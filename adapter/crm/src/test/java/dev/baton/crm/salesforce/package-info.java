/** Tests of the Salesforce adapter, and a fake org that shares no code with it. */
@NullMarked
package dev.baton.crm.salesforce;

import org.jspecify.annotations.NullMarked;
