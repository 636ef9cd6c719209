/**
 * How healthy an account was when a renewal came near: told once on the deal itself, at so many
 * days before its close date and at its close. Which of it came on a day is decided here; who
 * writes it is the plan's business.
 */
@NullMarked
package dev.baton.core.renewal;

import org.jspecify.annotations.NullMarked;
