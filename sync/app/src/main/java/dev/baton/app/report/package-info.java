/** What all accounts say together, as figures, and how pages and plots are written. */
@NullMarked
package dev.baton.app.report;

import org.jspecify.annotations.NullMarked;
