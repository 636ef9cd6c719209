/**
 * What Salesforce tells of changes by itself: Change Data Capture over the Pub/Sub API. A module of
 * its own, for gRPC, Protocol Buffers and Avro serve nothing else.
 */
@NullMarked
package dev.baton.crm.events;

import org.jspecify.annotations.NullMarked;
