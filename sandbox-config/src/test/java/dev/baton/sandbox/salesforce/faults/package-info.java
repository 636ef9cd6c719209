@NullMarked
package dev.baton.sandbox.salesforce.faults;

import org.jspecify.annotations.NullMarked;
