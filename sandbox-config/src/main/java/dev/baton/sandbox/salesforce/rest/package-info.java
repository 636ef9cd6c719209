/** The REST API. */
@NullMarked
package dev.baton.sandbox.salesforce.rest;

import org.jspecify.annotations.NullMarked;
