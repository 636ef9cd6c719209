/** The Partner SOAP API. */
@NullMarked
package dev.baton.sandbox.salesforce.soap;

import org.jspecify.annotations.NullMarked;
