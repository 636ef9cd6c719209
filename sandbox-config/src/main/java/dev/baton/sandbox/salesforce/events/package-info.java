/** Change Data Capture, and the Pub/Sub API that tells of it. */
@NullMarked
package dev.baton.sandbox.salesforce.events;

import org.jspecify.annotations.NullMarked;
