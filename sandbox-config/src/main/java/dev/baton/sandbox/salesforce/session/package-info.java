/** Who may call, and how often it was called. */
@NullMarked
package dev.baton.sandbox.salesforce.session;

import org.jspecify.annotations.NullMarked;
