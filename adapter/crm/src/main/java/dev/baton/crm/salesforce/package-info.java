/**
 * The Salesforce adapter: reads by REST query, describes and writes by the Partner API.
 *
 * <p>{@link dev.baton.crm.salesforce.Salesforce} is the way in.
 */
@NullMarked
package dev.baton.crm.salesforce;

import org.jspecify.annotations.NullMarked;
