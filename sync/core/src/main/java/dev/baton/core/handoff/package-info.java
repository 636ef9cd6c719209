/**
 * What sales hands to the people who keep the customer: which deals, how much of what has to be
 * known there is evidence for, who can close each gap, and how far it has come. Who writes it into
 * the CRM is the plan's business.
 */
@NullMarked
package dev.baton.core.handoff;

import org.jspecify.annotations.NullMarked;
