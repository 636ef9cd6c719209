/**
 * An invented company that sells software by subscription: its CRM, helpdesk, product usage and,
 * hidden from all of them, how well each customer really does. Pure: one seed, one company, byte by
 * byte.
 */
@NullMarked
package dev.baton.sandbox.demo.company;

import org.jspecify.annotations.NullMarked;
