/** A CRM org and a helpdesk as far as the adapters can tell: state in memory, bytes outside. */
@NullMarked
package dev.baton.simulation.vendor;

import org.jspecify.annotations.NullMarked;
