@NullMarked
package dev.baton.sandbox.salesforce.events;

import org.jspecify.annotations.NullMarked;
