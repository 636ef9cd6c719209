/** Which CRM account an organisation of a helpdesk is. */
@NullMarked
package dev.baton.mappings.link;

import org.jspecify.annotations.NullMarked;
