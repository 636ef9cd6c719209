/** SOSL: text that is searched for in the records of several objects. */
@NullMarked
package dev.baton.sandbox.salesforce.sosl;

import org.jspecify.annotations.NullMarked;
