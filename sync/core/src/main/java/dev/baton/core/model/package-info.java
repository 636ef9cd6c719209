/** Canonical records: what every CRM and helpdesk is translated into before anything is judged. */
@NullMarked
package dev.baton.core.model;

import org.jspecify.annotations.NullMarked;
