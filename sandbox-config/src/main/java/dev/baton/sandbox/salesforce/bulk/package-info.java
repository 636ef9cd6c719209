/** Bulk API 2.0: jobs that read or write many records, and the files they leave. */
@NullMarked
package dev.baton.sandbox.salesforce.bulk;

import org.jspecify.annotations.NullMarked;
