/**
 * A fake world to try Baton in: a stateful Salesforce org and Zendesk account on one loopback port,
 * with a clock that stands still.
 */
@NullMarked
package dev.baton.sandbox;

import org.jspecify.annotations.NullMarked;
