/** The XML that clients send. */
@NullMarked
package dev.baton.sandbox.salesforce.xml;

import org.jspecify.annotations.NullMarked;
